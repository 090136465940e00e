import { extname } from 'node:path';
import type { ViewObject } from '../checks/view';
import type { Finding } from '../core/finding';
import { isMapping } from '../core/values';
import { parseYaml, type YamlDocument } from '../core/yaml';
import { expandedSize, MOST_VALUES } from './expansion';
import { findFiles } from './files';
import { type DocumentObjects, objectsOf } from './objects';
import { fileError } from './problem';
import { textOf } from './text';

/** How to read sources. */
export interface ReadSourcesOptions {
  /** Is told how many files are done, after each. @default - nobody is */
  readonly onFile?: (done: number, total: number) => void;
}

/** What is in files, and what of it could not be read. */
export interface Sources {
  /** In the order of the files, then of the documents. */
  readonly objects: readonly ViewObject[];
  readonly findings: readonly Finding[];
  /** What was ignored without being wrong, one line each. */
  readonly notes: readonly string[];
  /** How many files were found, read or not. */
  readonly files: number;
}

/**
 * Reads Kubernetes objects from files of YAML or JSON, each where its document begins. Lists are taken apart. Never throws:
 * whatever cannot be read is a finding (`path-missing`, `path-unreadable`, `link-circle`, `file-too-large`, `file-not-text`,
 * `yaml-invalid`, `object-invalid`), and everything else is read all the same.
 *
 * @param paths of files, of folders, patterns with `*`, `?` and `**`, or `-` for stdin; relative ones to the working directory
 */
export function readSources(paths: readonly string[], options: ReadSourcesOptions = {}): Sources {
  const found = findFiles(paths);
  const objects: ViewObject[] = [];
  const findings = [...found.findings];
  const notes = [...found.notes];
  found.files.forEach((file, index) => {
    const read = readSource(file);
    for (const object of read.objects) {
      objects.push(object);
    }
    for (const finding of read.findings) {
      findings.push(finding);
    }
    if (read.objects.length + read.findings.length === 0) {
      notes.push(`${file}: has no objects in it`);
    }
    options.onFile?.(index + 1, found.files.length);
  });
  return { objects, findings, notes, files: found.files.length };
}

function readSource(file: string): DocumentObjects {
  const text = textOf(file);
  if (typeof text !== 'string') {
    return { objects: [], findings: [text] };
  }
  const { documents, problems } = parseYaml(text, file);
  const invalid = problems.map(({ line, ...problem }) => ({ ...problem, where: { file, line } }));
  // Only anchors let a document hold more than its text shows.
  const anchored = text.includes('&');
  const held = documents.map((document) =>
    isOtherJson(document, file)
      ? NOTHING
      : anchored && expandedSize(document.value) > MOST_VALUES
        ? tooManyAliases(document, file)
        : objectsOf(document, file),
  );
  return {
    objects: held.flatMap((document) => document.objects),
    findings: [...invalid, ...held.flatMap((document) => document.findings)],
  };
}

const NOTHING: DocumentObjects = { objects: [], findings: [] };

/** Much that is JSON, such as a package.json, is not meant for Kubernetes, and shows no sign of it. */
function isOtherJson({ value }: YamlDocument, file: string): boolean {
  return (
    extname(file) === '.json' && isMapping(value) && value['apiVersion'] === undefined && value['kind'] === undefined
  );
}

function tooManyAliases({ line }: YamlDocument, file: string): DocumentObjects {
  const message = `the aliases of the document stand for more than ${MOST_VALUES} values`;
  return {
    objects: [],
    findings: [fileError(file, 'yaml-invalid', message, 'write out what the aliases stand for', line)],
  };
}
