import type { JsonObject } from '../../lib/core/kube-object';
import { parseCrds } from '../import/crds';
import { parseSchemas, standalone } from '../import/refs';
import { readSources, type SourceFile } from '../import/sources';
import { structureOf } from '../import/structure';
import { ReleaseError } from './error';
import { fieldsOf } from './fields';
import { crdSchemas, type Schemas } from './schemas';

const CONFIG = /-config\.json$/;

/**
 * The schemas of a chart or of a folder of data, read as `npm run import` reads them.
 * @throws ReleaseError when there is no CRD; ImportError when a file is damaged
 */
export function readSchemas(path: string): { readonly [what in 'crds' | 'steps' | 'subscriptions']: Schemas } {
  const sources = readSources([path]);
  const { crds } = parseCrds(sources.crds);
  if (crds.length === 0) {
    throw new ReleaseError(`'${path}' has no CRDs: give Kargo's whole chart, or a folder of data with crds`);
  }
  return {
    crds: crdSchemas(crds),
    // What configs share is in files of other names.
    steps: jsonSchemas(sources.steps, (file) => CONFIG.test(file)),
    subscriptions: jsonSchemas(sources.subscriptions, () => true),
  };
}

function jsonSchemas(sources: readonly SourceFile[], isWhole: (file: string) => boolean): Schemas {
  const files = parseSchemas(sources);
  const whole = [...files.keys()].filter(isWhole).sort();
  return new Map(
    whole.map((file) => [
      file.replace(CONFIG, '').replace(/\.json$/, ''),
      fieldsOf(structureOf(standalone(files, file)) as JsonObject),
    ]),
  );
}
