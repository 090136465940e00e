import { applicationsPath } from '../../lib/cli/applications-path';

test.each([
  ['eu=apps/eu', { seenBy: { shard: 'eu' }, path: 'apps/eu' }],
  ['=apps', { seenBy: 'default', path: 'apps' }],
  ['apps', { seenBy: 'unknown', path: 'apps' }],
  ['eu=a=b', { seenBy: { shard: 'eu' }, path: 'a=b' }],
  ['./a=b', { seenBy: 'unknown', path: './a=b' }],
])('%s is whose and where', (value, expected) => {
  expect(applicationsPath(value)).toEqual(expected);
});

test.each(['', '=', 'eu='])('%p names no path', (value) => {
  expect(applicationsPath(value)).toBeUndefined();
});
