// Runs main.ts, as cdk8s.yaml says: bundled with lib/ by esbuild into .cache, and bundled again only when one of the files that
// went into the bundle has changed. Types are not looked at here: `npm run types` does that.
const { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { createRequire, wrap } = require('node:module');
const { dirname, join } = require('node:path');
const { constants, Script } = require('node:vm');

const ROOT = join(__dirname, '..');
const BUNDLE = join(ROOT, '.cache', 'app', 'main.js');
const COMPILED = join(ROOT, '.cache', 'app', 'compiled');
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
    rmSync(COMPILED, { recursive: true, force: true });
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

/** Runs the bundle, as it was compiled the last time: compiling takes longer than most of what it does. */
function run() {
  // V8 itself tells two sources apart by little more than their length.
  const compiled = join(COMPILED, `${stamp(join('.cache', 'app', 'main.js'))} ${process.version} ${process.arch}`);
  const cachedData = readIfThere(compiled);
  const script = new Script(wrap(readFileSync(BUNDLE, 'utf8')), {
    filename: BUNDLE,
    cachedData,
    importModuleDynamically: constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(BUNDLE), module, BUNDLE, dirname(BUNDLE));
  if (cachedData === undefined || script.cachedDataRejected) {
    write(compiled, script.createCachedData());
  }
}

function readIfThere(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

async function main() {
  if (!isCurrent() && !(await bundle())) {
    process.exitCode = 1;
  } else if (!process.argv.includes('--bundle-only')) {
    run();
  }
}

main();
