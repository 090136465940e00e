import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { valueAt } from '../../lib/core/values';
import { knownPaths } from '../../lib/renderer/embedded';
import { isTrue } from '../../lib/renderer/embedded/go/truth';
import { VALUES } from '../../lib/renderer/embedded/values';
import { checkValues } from '../../lib/renderer/embedded/values/check';

const TSV = join(__dirname, '../../../shared/kargo/1.11.2/values.tsv');
const present = existsSync(TSV);

/** Read by templates of the chart, which does not list them. */
const UNLISTED = ['api.defaultControllerName', 'global.kargoNamespace', 'globalCredentialsNamespaces', 'nameOverride'];

const listed = present
  ? readFileSync(TSV, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
  : [['none', '']];

(present ? describe : describe.skip)(
  `values of the embedded renderer${present ? '' : ' (skipped: there is no ../shared)'}`,
  () => {
    test('are those that the chart lists, and four that it does not list', () => {
      expect(knownPaths()).toEqual([...listed.map(([path]) => path), ...UNLISTED].sort());
    });

    test('have the defaults of the chart', () => {
      const { values } = checkValues({}, VALUES);
      for (const [path = '', text = ''] of listed.filter(([path]) => !path?.endsWith('kubeconfigSecrets'))) {
        const ours = valueAt(values, path.split('.'));
        const theirs = text === 'unset' ? null : JSON.parse(text);
        // Go's templates treat null like an empty list or mapping, and the renderer has the latter.
        expect([path, theirs === null && !isTrue(ours) ? null : ours]).toEqual([path, theirs]);
      }
    });
  },
);
