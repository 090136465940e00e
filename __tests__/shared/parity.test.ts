import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeValues } from '../../lib/core/values';
import { toYaml } from '../../lib/core/yaml';
import { knownPaths } from '../../lib/renderer/embedded';
import { parity as run } from '../cli/parity-command';
import { temporaryFolder } from '../tools/charts';
import { CASES, present, readCase, SHARED } from '../tools/shared-cases';

(present ? describe : describe.skip)(
  `cdk8s-kargo parity and the official chart${present ? '' : ' (skipped: there is no ../shared)'}`,
  () => {
    test.each(CASES)('%s: no difference from the recorded render', async (name) => {
      const { release, namespace = 'kargo', values, apiVersions = [] } = readCase(name);
      const file = join(temporaryFolder(), 'values.yaml');
      // The records were made without CRDs.
      writeFileSync(file, toYaml(mergeValues(values, { crds: { install: false } })));
      const { status, stdout, stderr } = await run([
        ...['--values', file, '--recorded', join(SHARED, '1.11.2', 'renders', `${name}.json`)],
        ...['--release', release, '--namespace', namespace, '--api-versions', apiVersions.join()],
      ]);
      expect({ status, stdout, stderr }).toEqual({
        status: 0,
        stdout: expect.stringMatching(/^1 set of values: 1 equal/),
        stderr: '',
      });
    });

    test('the table of values has every path of the chart, and four more', () => {
      const [, ...lines] = readFileSync(join(SHARED, '1.11.2', 'values.tsv'), 'utf8')
        .trim()
        .split('\n');
      const listed = lines.flatMap((line) => line.split('\t')[0] ?? []);
      expect(listed).toHaveLength(411);
      expect(knownPaths()).toHaveLength(415);
      expect(knownPaths()).toEqual(expect.arrayContaining(listed));
    });
  },
);
