import type { Json } from '../../lib/core/kube-object';
import { parseCrds } from './crds';
import { ImportError } from './error';
import { kargoTypes } from './kargo-types';
import type { Sources } from './sources';
import { stepFiles } from './step-types';
import { subscriptionFiles } from './subscription-types';
import { jsonText } from './text';
import { crdValidators } from './validators';

/** What is to be written. */
export interface Imports {
  /** Texts by the name of the file below `imports/`. */
  readonly files: { readonly [name: string]: string };
  /** What the person who imports should know, one line each. */
  readonly notes: readonly string[];
}

/**
 * All generated files. Pure: same sources, same texts.
 * @throws ImportError when a source cannot be used
 */
export function generate(sources: Sources): Imports {
  const { crds, notes } = parseCrds(sources.crds);
  if (crds.length === 0) {
    throw new ImportError('no CRDs found: give a folder or files of CRDs, or a chart of Kargo');
  }
  const absent = (['steps', 'subscriptions'] as const).filter((what) => sources[what].length === 0);
  return {
    files: {
      'crds.json': jsonText(crds as unknown as Json),
      'kargo.ts': kargoTypes(crds),
      'validators-crds.ts': crdValidators(crds),
      ...(absent.includes('steps') ? {} : stepFiles(sources.steps)),
      ...(absent.includes('subscriptions') ? {} : subscriptionFiles(sources.subscriptions)),
    },
    notes: [...notes, ...absent.map((what) => `no schemas of ${what} given: the files about ${what} stay as they are`)],
  };
}
