import { referencePath } from '../../../lib/checks/promotion/reference-path';

const wanted = { of: 'vars', name: 'a' } as const;
const AT = ['spec', 'steps', 0];

test.each<[string, unknown, readonly (string | number)[]]>([
  ['a text itself', '${{ vars.a }}', []],
  ['the first of several', { if: '${{ vars.a }}', config: { path: '${{ vars.a }}' } }, ['if']],
  ['a text in a list', { config: { list: ['x', { y: 'x ${{ vars.a }}' }] } }, ['config', 'list', 1, 'y']],
  ['one that does not ask whether it is there', ['${{ vars?.a ?? "" }}', '${{ vars.a }}'], [1]],
  ['one of that kind and name', ['${{ outputs.a }}', '${{ vars.b }}', '${{ vars.a }}'], [2]],
  ['nothing', { config: 3, if: null, vars: ['vars.a'] }, []],
])('finds %s', (_, value, path) => {
  expect(referencePath(value, wanted, AT)).toEqual([...AT, ...path]);
});
