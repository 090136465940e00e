import crds from '../../../imports/crds.json';
import type { Schema } from './schema';

interface Crd {
  readonly spec: {
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly storage: boolean; readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}

const SCHEMAS: ReadonlyMap<string, Schema | undefined> = new Map(
  (crds as unknown as readonly Crd[]).map(({ spec: { names, versions } }) => [
    names.kind,
    versions.find(({ storage }) => storage)?.schema.openAPIV3Schema,
  ]),
);

/** The schema that the CRD of a kind has, or undefined for a kind that Kargo 1.11.2 does not have. */
export function schemaOfKind(kind: string): Schema | undefined {
  return SCHEMAS.get(kind);
}
