import { belongsToRelease } from '../../../lib/renderer/helm/hooks';

const hooked = (hook?: string) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'x', annotations: { other: 'y', ...(hook !== undefined && { 'helm.sh/hook': hook }) } },
});

test.each([undefined, 'pre-install', 'post-install', 'pre-upgrade', 'post-upgrade', 'test, post-install'])(
  'an object with the hook %p belongs to the release',
  (hook) => expect(belongsToRelease(hooked(hook))).toBe(true),
);

test.each([
  'test',
  'test-success',
  'pre-delete',
  'post-delete',
  'pre-rollback',
  'post-rollback',
  'pre-delete,test',
  '',
])('an object with the hook %p does not belong to the release', (hook) =>
  expect(belongsToRelease(hooked(hook))).toBe(false),
);
