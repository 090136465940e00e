import { type Crd, schemaOf } from './crds';
import { ImportError } from './error';
import { INTERFACE_NAMES, WRITTEN_KINDS } from './names';
import { MARK } from './text';
import { TypeScriptTypes } from './types';

/**
 * `kargo.ts`: the specs of the kinds that people write.
 * @throws ImportError when a CRD is missing
 */
export function kargoTypes(crds: readonly Crd[]): string {
  const types = new TypeScriptTypes({
    expressions: false,
    names: INTERFACE_NAMES,
    // The CRD leaves subscriptions open, Kargo's webhook does not.
    open: { 'WarehouseSpec.subscriptions': 'Subscription' },
  });
  for (const kind of WRITTEN_KINDS) {
    const crd = crds.find(({ spec }) => spec.names.kind === kind);
    const spec = crd && schemaOf(crd).properties?.['spec'];
    if (spec === undefined) {
      throw new ImportError(`no CRD with a spec for kind '${kind}': give all CRDs of one Kargo version, 1.9 or later`);
    }
    types.add(`${kind}Spec`, spec, `\`spec\` of a ${kind}.`);
  }
  return `${MARK}import type { Subscription } from './subscriptions';\n\n${types}`;
}
