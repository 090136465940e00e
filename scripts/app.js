// Runs main.ts, as cdk8s.yaml says: bundled with lib/ by esbuild into .cache, and bundled again only when one of the files that
// went into the bundle has changed. Types are not looked at here: `npm run types` does that.
const { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const ROOT = join(__dirname, '..');
const BUNDLE = join(ROOT, '.cache', 'app', 'main.js');
const RECORD = join(ROOT, '.cache', 'app', 'inputs.json');

/** Packages stay where npm put them, but for this one: it has some fifty files, which take longer to find than to read. */
const BUNDLED = /^cdk8s-plus-28(\/|$)/;

/** What tells whether a file is still the one that it was. */
function stamp(file) {
  const { mtimeMs, size } = statSync(join(ROOT, file));
  return `${mtimeMs} ${size}`;
}

function isCurrent() {
  try {
    statSync(BUNDLE);
    const inputs = JSON.parse(readFileSync(RECORD, 'utf8'));
    return Object.entries(inputs).every(([file, then]) => stamp(file) === then);
  } catch {
    return false;
  }
}

/** @returns whether it worked; esbuild has said why not */
async function bundle() {
  const { build } = require('esbuild');
  const external = {
    name: 'external',
    setup({ onResolve }) {
      onResolve({ filter: /^[^./]/ }, ({ path }) => (BUNDLED.test(path) ? undefined : { path, external: true }));
    },
  };
  try {
    const { metafile, outputFiles } = await build({
      absWorkingDir: ROOT,
      entryPoints: ['main.ts'],
      outfile: BUNDLE,
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      target: 'node20',
      plugins: [external],
    });
    const inputs = [...Object.keys(metafile.inputs), 'scripts/app.js', 'package-lock.json'];
    write(BUNDLE, outputFiles[0].contents);
    write(RECORD, JSON.stringify(Object.fromEntries(inputs.map((file) => [file, stamp(file)]))));
    return true;
  } catch (error) {
    if (error.errors === undefined) {
      throw error;
    }
    return false;
  }
}

/** Replaces a file as a whole: several synths may run at once. */
function write(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}

async function main() {
  if (!isCurrent() && !(await bundle())) {
    process.exitCode = 1;
  } else if (!process.argv.includes('--bundle-only')) {
    require(BUNDLE);
  }
}

main();
