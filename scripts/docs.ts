import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REFERENCE, referencePages } from './docs/pages';

const folder = join(process.cwd(), REFERENCE);
const pages = referencePages(process.cwd());
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder).filter((name) => !pages.has(name))) {
  rmSync(join(folder, name));
}
for (const [name, text] of pages) {
  writeFileSync(join(folder, name), text);
}
process.stdout.write(`${REFERENCE}: ${pages.size} pages\n`);
