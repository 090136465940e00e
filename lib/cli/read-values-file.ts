import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import type { Finding } from '../core/finding';
import type { JsonObject } from '../core/kube-object';
import { isMapping } from '../core/values';
import { parseYaml } from '../core/yaml';
import { Failed } from './failed';

/** A Helm values file as its author wrote it. */
export interface ValuesFile {
  /** As messages name it: the path as it was given, or `stdin`. */
  readonly name: string;
  readonly text: string;
  readonly values: JsonObject;
}

/**
 * Reads a values file: one YAML document that is a mapping. An empty file has no values.
 * @param path `-` for stdin
 * @throws Failed `values-unreadable`, `values-invalid` or `yaml-invalid`
 */
export async function readValuesFile(path: string): Promise<ValuesFile> {
  const name = path === '-' ? 'stdin' : path;
  const text = await read(path).catch((error: Error) => {
    const message = `the values file cannot be read: ${error.message}`;
    throw failed(name, 'values-unreadable', message, 'give the path of a YAML file, or - for stdin');
  });
  const { documents, problems } = parseYaml(text, name);
  if (problems.length > 0) {
    throw new Failed(problems.map(({ line, ...problem }) => ({ ...problem, where: { file: name, line } })));
  }
  const [first, second] = documents;
  if (second !== undefined) {
    const message = 'a second YAML document begins here, expected one';
    throw failed(name, 'values-invalid', message, 'keep one, or pass several files', second.line);
  }
  const values = first?.value ?? {};
  if (!isMapping(values)) {
    const message = `the values are ${Array.isArray(values) ? 'a list' : `a ${typeof values}`}, expected a mapping`;
    throw failed(name, 'values-invalid', message, "write 'key: value'", first?.line);
  }
  return { name, text, values: values as JsonObject };
}

function read(path: string): Promise<string> {
  return path === '-' ? textOf(process.stdin) : readFile(path, 'utf8');
}

function failed(file: string, id: string, message: string, fix: string, line?: number): Failed {
  const finding: Finding = {
    severity: 'error',
    id,
    message,
    fix,
    where: { file, ...(line !== undefined && { line }) },
  };
  return new Failed([finding]);
}
