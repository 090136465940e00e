import * as fc from 'fast-check';
import { evaluate } from '../../../lib/checks/argocd/template';

const scope = {
  vars: new Map<string, string | undefined>([
    ['app', 'nginx'],
    ['app-name', 'web'],
    ['number', '42'],
    ['unknown', undefined],
  ]),
  ctx: new Map([['stage', 'dev']]),
};

test.each([
  ['nginx', 'nginx'],
  ['42', '42'],
  ['${{ vars.app }}', 'nginx'],
  ['${{vars.app}}-${{ ctx.stage }}', 'nginx-dev'],
  ["x-${{ vars['app-name'] }}", 'x-web'],
  ['${{ vars [ "app" ] }}', 'nginx'],
  ['app-${{ vars.number }}', 'app-42'],
])('%p is known', (template, text) => {
  expect(evaluate(template, scope)).toBe(text);
});

test.each([
  ['a variable whose value is not known', '${{ vars.unknown }}'],
  ['a variable that is not there', '${{ vars.gone }}'],
  ['another part of the context', '${{ ctx.promotion }}'],
  ['a function', '${{ quote(vars.app) }}'],
  ['what is computed', '${{ vars.app + "x" }}'],
  ['an output', '${{ outputs.app.name }}'],
  ['a number', '${{ vars.number }}'],
  ['an expression without an end', '${{ vars.appx'],
  ['other delimiters', '${% vars.app %}'],
  ['what is no text', 42],
])('%s is not known', (_, template) => {
  expect(evaluate(template, scope)).toBeUndefined();
});

test('a text without expressions is that text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!text.includes('${'));
      expect(evaluate(text, scope)).toBe(text);
    }),
  );
});
