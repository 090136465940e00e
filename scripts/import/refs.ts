import type { Json } from '../../lib/core/kube-object';
import { isMapping, valueAt } from '../../lib/core/values';
import { ImportError, reasonOf } from './error';
import type { SourceFile } from './sources';

/** JSON Schemas by the name of their file, without folder. */
export type SchemaFiles = ReadonlyMap<string, Json>;

/**
 * Parses JSON Schemas.
 * @throws ImportError when one is not JSON
 */
export function parseSchemas(files: readonly SourceFile[]): SchemaFiles {
  return new Map(
    files.map(({ name, text }) => {
      try {
        return [name.slice(name.lastIndexOf('/') + 1), JSON.parse(text) as Json] as const;
      } catch (error) {
        throw new ImportError(`${name}: does not parse as JSON (${reasonOf(error)}): give the file as Kargo ships it`);
      }
    }),
  );
}

/**
 * A schema that stands alone: what it refers to, in its own file or in another one, put in place of each reference.
 * @throws ImportError when a reference leads nowhere or in a circle
 */
export function standalone(files: SchemaFiles, file: string): Json {
  const schema = files.get(file);
  if (!isMapping(schema)) {
    throw new ImportError(`${file}: not a JSON Schema but ${JSON.stringify(schema)}: give the file as Kargo ships it`);
  }
  const { $schema: _, $id: __, definitions: ___, $defs: ____, ...own } = schema as { [key: string]: Json };
  return inline(own, files, file, []);
}

function inline(value: Json, files: SchemaFiles, file: string, path: readonly string[]): Json {
  if (Array.isArray(value)) {
    return value.map((item: Json) => inline(item, files, file, path));
  }
  if (!isMapping(value)) {
    return value;
  }
  const { $ref, ...rest } = value as { [key: string]: Json };
  // A mapping may have a member of this name without referring to anything, as the properties of a schema can.
  const members = typeof $ref === 'string' ? rest : value;
  const own = Object.fromEntries(
    Object.entries(members as { [key: string]: Json }).map(([key, member]) => [key, inline(member, files, file, path)]),
  );
  if (typeof $ref !== 'string') {
    return own;
  }
  const { target, targetFile, id } = follow($ref, files, file);
  if (path.includes(id)) {
    throw new ImportError(`${file}: '${$ref}' refers to itself: types of endless depth cannot be written`);
  }
  const resolved = inline(target, files, targetFile, [...path, id]);
  return isMapping(resolved) ? { ...(resolved as { [key: string]: Json }), ...own } : resolved;
}

function follow(ref: string, files: SchemaFiles, file: string): { target: Json; targetFile: string; id: string } {
  const [name = '', pointer = ''] = ref.split('#');
  const targetFile = name === '' ? file : name;
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const target = valueAt(files.get(targetFile), keys) as Json | undefined;
  if (target === undefined) {
    throw new ImportError(`${file}: nothing at '${ref}': give all schema files of one Kargo version`);
  }
  return { target, targetFile, id: `${targetFile}#${pointer}` };
}
