import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../lib';
import { parseYaml } from '../../lib/core/yaml';

/** Where recorded renders of the official chart are, beside the clone. */
export const SHARED = join(__dirname, '../../../shared/kargo');

/** Whether they are there. */
export const present = existsSync(SHARED);

/** The names of the cases of which there are renders. */
export const CASES = present ? readdirSync(join(SHARED, 'cases')).map((file) => file.replace(/\.yaml$/, '')) : ['none'];

/** What was rendered. */
export interface Case {
  readonly release: string;
  readonly namespace?: string;
  readonly values: JsonObject;
  readonly apiVersions?: readonly string[];
}

/** Reads one case. */
export function readCase(name: string): Case {
  const text = readFileSync(join(SHARED, 'cases', `${name}.yaml`), 'utf8');
  const { documents, problems } = parseYaml(text, `${name}.yaml`);
  expect(problems).toEqual([]);
  return documents[0]?.value as Case;
}
