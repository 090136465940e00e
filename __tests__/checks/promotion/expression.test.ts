import * as fc from 'fast-check';
import { expressionsIn, referencesIn, referencesOf } from '../../../lib/checks/promotion/expression';
import { anyText } from '../../tools/text';

const names = (expression: string) => referencesOf(expression).map(({ of, name }) => `${of}:${name}`);

test('an expression goes from its opening to the first closing, as Kargo reads it', () => {
  expect(expressionsIn('a ${{ b }} c ${{d}}')).toEqual([' b ', 'd']);
  expect(expressionsIn("${{ '}}' }}")).toEqual([" '"]);
  expect(expressionsIn('{{ a }} ${ b } ${{ c')).toEqual([]);
});

test.each([
  ['vars.env', ['vars:env']],
  [' vars . env ', ['vars:env']],
  ["vars['my env']", ['vars:my env']],
  ['vars["env"] + vars[`x`]', ['vars:env', 'vars:x']],
  ["outputs.commit.sha + outputs['a::b'].c", ['outputs:commit', 'outputs:a::b']],
  ["task.outputs['update'].x", ['task.outputs:update']],
  ["task['outputs'].update", ['task.outputs:update']],
  ['quote(vars.a) + (vars.b ? outputs.c : -1)', ['vars:a', 'vars:b', 'outputs:c']],
  ['vars?.env', ['vars:env']],
  ['vars /* x */ . // y\n env', ['vars:env']],
  ["task?.['outputs'].update", ['task.outputs:update']],
  ["vars?.['env']", ['vars:env']],
  ['imageFrom(vars.image, warehouse(vars.w)).Tag', ['vars:image', 'vars:w']],
])('%s refers to %j', (expression, expected) => {
  expect(names(expression)).toEqual(expected);
});

test.each([
  "'vars.env'",
  '"vars.env \\" vars.x"',
  '`vars.env`',
  '/* vars.env */ 1',
  '1 // vars.env',
  'x.vars.env',
  '#.vars.env',
  'x?.vars.env',
  'myvars.env',
  'vars_.env',
  'vars[name]',
  "vars['a' + b]",
  "vars['a\\x41']",
  'vars',
  '{vars: 1}',
  "'vars.env",
  'vars[',
  'vars.',
  "vars['",
  'vars.1',
  '1.vars.x',
])('%s refers to nothing', (expression) => {
  expect(names(expression)).toEqual([]);
});

test.each([
  "vars.env ?? 'dev'",
  'vars?.env',
  "vars.env == nil ? 'dev' : vars.env",
  "'env' in vars ? vars.env : 'dev'",
  'let vars = {}; vars.env',
])('in %s a missing variable is no mistake', (expression) => {
  expect(referencesOf(expression).every(({ guarded }) => guarded)).toBe(true);
  expect(names(expression)).not.toEqual([]);
});

test('a variable in a comparison is not guarded', () => {
  expect(referencesOf("vars.env == 'in nil ??' ? 1 : 2")).toEqual([{ of: 'vars', name: 'env', guarded: false }]);
});

test('all texts of a value are looked at, in their order, and no keys', () => {
  const value = { '${{ vars.key }}': ['${{ vars.a }}', { x: 1, y: '${{ vars.b }}-${{ vars.c }}' }], z: null };
  expect(referencesIn(value).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
});

const fragment = fc.constantFrom(
  ...['vars', 'outputs', 'task', '.', '?.', '[', ']', "'", '"', '`', '\\', '/*', '*/', '//', '\n', 'x', '1', ' ', '??'],
  ...['${{', '}}', 'é', '😀'],
);
const garbage = fc.oneof(
  anyText,
  fc.array(fragment, { maxLength: 30 }).map((parts) => parts.join('')),
);

test('any text at all is read, and gives only names that it contains', () => {
  fc.assert(
    fc.property(garbage, (text) => {
      for (const { name } of [...referencesOf(text), ...referencesIn(`\${{${text}}}`)]) {
        expect(text).toContain(name);
      }
    }),
  );
});

test('a reference is found behind any other text with whole literals', () => {
  const literal = fc.string().map((content) => JSON.stringify(content));
  const before = fc.array(fc.oneof(literal, fc.constantFrom('+', 'x', '1', '(', '/* vars.a */')), { maxLength: 8 });
  fc.assert(
    fc.property(before, (parts) => {
      expect(names([...parts, 'vars.env'].join(' '))).toEqual(['vars:env']);
    }),
  );
});

test.each([["'"], ['"'], ['`'], ['\\"'], ['/*'], ['${{'], ['vars.'], ["vars['"], ['"\\']])(
  'half a million times %s takes less than a second',
  (part) => {
    const started = process.cpuUsage();
    referencesOf(part.repeat(500_000));
    referencesIn(part.repeat(500_000));
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(2000);
  },
);
