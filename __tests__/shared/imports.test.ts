import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from '../../scripts/import/generate';
import { readSources } from '../../scripts/import/sources';

const ROOT = join(__dirname, '../..');
const SHARED = join(ROOT, '../shared/kargo');
const present = existsSync(SHARED);

(present ? describe : describe.skip)(`imports${present ? '' : ' (skipped: there is no ../shared)'}`, () => {
  test.each(['crds.json', 'kargo.ts', 'steps.json', 'steps.ts', 'subscriptions.json', 'subscriptions.ts'])(
    '%s is what the script writes from Kargo 1.11.2',
    (name) => {
      const { files } = generate(readSources([join(SHARED, '1.11.2')]));
      expect(readFileSync(join(ROOT, 'imports', name), 'utf8')).toBe(files[name]);
    },
  );

  test('crds.json has every CRD as it is in Kargo 1.11.2', () => {
    const crds = JSON.parse(readFileSync(join(ROOT, 'imports/crds.json'), 'utf8'));
    for (const crd of crds) {
      const [plural] = crd.metadata.name.split('.');
      expect(crd).toEqual(JSON.parse(readFileSync(join(SHARED, `1.11.2/crds/${plural}.json`), 'utf8')));
    }
  });

  test.each(['1.9.10', '1.10.10'])('the CRDs of Kargo %s can be imported', (version) => {
    expect(Object.keys(generate(readSources([join(SHARED, version)])).files)).toEqual([
      'crds.json',
      'kargo.ts',
      'validators-crds.ts',
    ]);
  });
});
