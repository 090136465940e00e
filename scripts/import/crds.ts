import type { Json } from '../../lib/core/kube-object';
import { isMapping, valueAt } from '../../lib/core/values';
import { parseYaml } from '../../lib/core/yaml';
import { ImportError } from './error';
import type { Schema } from './schema';
import type { SourceFile } from './sources';
import { structureOf } from './structure';

/** One version of a custom resource. */
export interface CrdVersion {
  readonly name: string;
  readonly storage: boolean;
  readonly schema: { readonly openAPIV3Schema: Schema };
}

/** A CustomResourceDefinition, reduced to its structure. */
export interface Crd {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly CrdVersion[];
  };
}

const GROUP = 'kargo.akuity.io';

/**
 * The CRDs in the files, sorted by name, reduced to their structure. What is of another kind is left out, with a note.
 * @throws ImportError when a file does not parse, or a CRD is not Kargo's, incomplete, or given twice
 */
export function parseCrds(files: readonly SourceFile[]): { crds: Crd[]; notes: string[] } {
  const found = new Map<string, { crd: Crd; file: string }>();
  const notes: string[] = [];
  for (const { name: file, text } of files) {
    const others = new Set<string>();
    for (const document of documentsIn(file, text)) {
      if (!isMapping(document) || document['kind'] !== 'CustomResourceDefinition') {
        others.add(kindOf(document));
        continue;
      }
      const crd = crdOf(document, file);
      const other = found.get(crd.metadata.name);
      if (other !== undefined) {
        throw new ImportError(
          `CRD '${crd.metadata.name}' is in '${other.file}' and again in '${file}': give each CRD once`,
        );
      }
      found.set(crd.metadata.name, { crd, file });
    }
    if (others.size > 0) {
      notes.push(`${file}: ignored what is no CRD (${[...others].sort().join(', ')})`);
    }
  }
  const crds = [...found.values()].map(({ crd }) => crd);
  return { crds: crds.sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1)), notes };
}

/** The schema of the version that is stored. */
export function schemaOf(crd: Crd): Schema {
  return crd.spec.versions.find(({ storage }) => storage)?.schema.openAPIV3Schema ?? {};
}

function documentsIn(file: string, text: string): unknown[] {
  const { documents, problems } = parseYaml(text, file);
  const [problem] = problems;
  if (problem !== undefined) {
    throw new ImportError(`${problem.message}: ${problem.fix}`);
  }
  // A file may also be a JSON list of CRDs, such as the one that this script writes.
  return documents.flatMap(({ value }) => value);
}

function kindOf(document: unknown): string {
  return isMapping(document) && typeof document['kind'] === 'string' ? document['kind'] : 'a document without a kind';
}

function crdOf({ apiVersion, metadata, spec }: { readonly [key: string]: unknown }, file: string): Crd {
  const name = isMapping(metadata) ? metadata['name'] : undefined;
  if (apiVersion !== 'apiextensions.k8s.io/v1') {
    throw new ImportError(
      `${file}: CRD '${name}' is of '${apiVersion}', expected 'apiextensions.k8s.io/v1': convert it`,
    );
  }
  if (typeof name !== 'string' || !isComplete(spec)) {
    throw new ImportError(`${file}: CRD '${name}' lacks names or a schema: give the file as Kargo ships it`);
  }
  if (spec['group'] !== GROUP) {
    throw new ImportError(`${file}: CRD '${name}' is of group '${spec['group']}', expected '${GROUP}': leave it out`);
  }
  const crd = { apiVersion, kind: 'CustomResourceDefinition', metadata: { name }, spec: spec as Json };
  return structureOf(crd) as unknown as Crd;
}

/** Whether the spec of a CRD has all that this script reads from it. */
function isComplete(spec: unknown): spec is { readonly [key: string]: unknown } {
  const versions = isMapping(spec) ? spec['versions'] : undefined;
  return (
    typeof valueAt(spec, ['names', 'kind']) === 'string' &&
    Array.isArray(versions) &&
    versions.every((version) => isMapping(valueAt(version, ['schema', 'openAPIV3Schema']))) &&
    versions.some((version) => valueAt(version, ['storage']) === true)
  );
}
