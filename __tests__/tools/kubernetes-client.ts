import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = join(__dirname, '..', '..');
const { version } = require(join(ROOT, 'node_modules/@kubernetes/client-node/package.json')) as { version: string };
const path = join(ROOT, '.cache', `kubernetes-client-${version}.js`);

// Jest has no ES modules: the client library as one of CommonJS, made once.
if (!existsSync(path)) {
  const own = `${path}.${process.pid}`;
  const entryPoints = [join(ROOT, 'node_modules/@kubernetes/client-node/dist/index.js')];
  buildSync({ entryPoints, outfile: own, bundle: true, platform: 'node', target: 'node20', logLevel: 'error' });
  renameSync(own, path);
}

module.exports = require(path);
