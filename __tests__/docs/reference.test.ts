import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { REFERENCE, referencePages } from '../../scripts/docs/pages';
import { ROOT, readFile } from '../tools/app';

describe('the reference', () => {
  test("is what 'npm run docs' makes", () => {
    const made = referencePages(ROOT);
    expect(readdirSync(join(ROOT, REFERENCE)).sort()).toEqual([...made.keys()]);
    for (const [name, text] of made) {
      expect({ name, text: readFile(`${REFERENCE}/${name}`) }).toEqual({ name, text });
    }
  }, 30_000);

  test('says of each finding how severe it is, and what it says', () => {
    const rows = [
      ...readFile(`${REFERENCE}/checks.md`).matchAll(/^\| `([a-z-]+)` \| (.*) \| (.*) \| (?:yes|no: .*) \|$/gm),
    ];
    expect(rows.length).toBeGreaterThan(100);
    const unclear = rows.filter(
      ([, , severity = '', message = '']) => !/error|warning/.test(severity) || !/\w/.test(message),
    );
    expect(unclear.map(([, id]) => id)).toEqual([]);
  });
});
