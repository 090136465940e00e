import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Json } from '../../../../lib';
import { goJson } from '../../../../lib/renderer/embedded/go/json';
import { isPlainText } from '../../../../lib/renderer/embedded/go/plain-text';
import { goYaml, UnknownYaml } from '../../../../lib/renderer/embedded/go/yaml';
import { temporaryFolder } from '../../../tools/charts';
import { describeWith } from '../../../tools/kubectl-layer';

const RUNS = 300;

const WORDS = fc.constantFrom(
  ...['a', 'Z', '1', ' ', ':', '#', '-', '?', ',', '{', '}', '[', ']', "'", '"', '~', '.', '_', 'e', '\n', '&', '%'],
  ...['*', '!', '|', '>', '@', '`', '$', '/', '=', '<', '\\', 'ä', '€', '0x', 'null', 'true', 'no', 'inf', '+'],
);
const TEXTS = fc.array(WORDS, { maxLength: 6 }).map((words) => words.join(''));
const SCALARS = fc.oneof(fc.boolean(), fc.integer({ min: -999_999, max: 999_999 }), fc.constant(null), TEXTS);
const MAPPINGS = fc.letrec<{ value: Json; mapping: { [key: string]: Json } }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, SCALARS, tie('mapping'), fc.array(tie('value'), { maxLength: 3 })),
  mapping: fc.dictionary(fc.stringMatching(/^[A-Za-z][A-Za-z_.-]{0,5}$/), tie('value'), { maxKeys: 4 }),
})).mapping;

const TEMPLATE = `{{- $rows := list }}
{{- range .Values.values }}{{ $rows = append $rows (list (toYaml .) (toJson .)) }}{{ end }}
{{- $plain := list }}
{{- range .Values.texts }}{{ $plain = append $plain (fromYaml (printf "key: %s" .)) }}{{ end }}
{{ dict "rows" $rows "plain" $plain | toJson }}
`;

interface Output {
  readonly rows: readonly [yaml: string, json: string][];
  readonly plain: readonly { readonly key?: Json }[];
}

describeWith('helm', "Go's templates, as helm runs them,", (helm) => {
  const values = fc.sample(MAPPINGS, RUNS);
  const texts = fc.sample(TEXTS, RUNS);

  function run(): Output {
    const chart = temporaryFolder();
    mkdirSync(join(chart, 'templates'));
    writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: go\nversion: 1.0.0\n');
    writeFileSync(join(chart, 'templates/out.json'), TEMPLATE);
    writeFileSync(join(chart, 'values.json'), JSON.stringify({ values, texts }));
    const { stdout, stderr } = spawnSync(helm, ['template', 'go', chart, '--values', join(chart, 'values.json')], {
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
    const json = stdout.split('\n').find((line) => line.startsWith('{'));
    if (json === undefined) {
      throw new Error(stderr);
    }
    return JSON.parse(json);
  }
  let output: Output;
  beforeAll(() => {
    output = run();
  });

  test('write JSON as it is written here', () => {
    expect(values.map(goJson)).toEqual(output.rows.map(([, json]) => json));
  });

  test('write YAML as it is written here, where it is', () => {
    const ours = values.map(yamlIfKnown);
    expect(ours.filter((text) => text !== undefined).length).toBeGreaterThan(RUNS / 5);
    expect(ours).toEqual(output.rows.map(([yaml], index) => (ours[index] === undefined ? undefined : yaml)));
  });

  test('read text without quotes as text where that is said of it here', () => {
    const plain = texts
      .map((text, index) => [text, output.plain[index]?.key] as const)
      .filter(([text]) => isPlainText(text));
    expect(plain.length).toBeGreaterThan(RUNS / 10);
    expect(plain.map(([, read]) => read)).toEqual(plain.map(([text]) => text));
  });
});

function yamlIfKnown(value: Json): string | undefined {
  try {
    return goYaml(value);
  } catch (error) {
    if (error instanceof UnknownYaml) {
      return undefined;
    }
    throw error;
  }
}
