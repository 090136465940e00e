import type { Json } from '../../lib/core/kube-object';
import { parseSchemas, standalone } from './refs';
import type { Schema } from './schema';
import type { SourceFile } from './sources';
import { structureOf } from './structure';
import { jsonText, MARK, titleOf } from './text';
import { TypeScriptTypes } from './types';
import { type Schemas, subscriptionValidators } from './validators';

// Kargo 1.11 takes a mapping with exactly one key. A key other than its own three stands for a subscriber that an
// extension registers, and has always these members; Kargo itself registers none.
const OTHER = `/** A subscription of a kind that an extension of Kargo brings. Kargo itself refuses it. */
export interface OtherSubscription {
  readonly config?: { readonly [key: string]: unknown };
  /** at least 1, at most 100 @default 20 */
  readonly discoveryLimit?: number;
  readonly name: string;
}
`;

/**
 * `subscriptions.json`, `subscriptions.ts` and `validators-subscriptions.ts`: what a Warehouse subscribes to.
 * @throws ImportError when a schema is damaged
 */
export function subscriptionFiles(sources: readonly SourceFile[]): { readonly [name: string]: string } {
  const files = parseSchemas(sources);
  const types = new TypeScriptTypes({ expressions: false, names: {}, open: {} });
  const schemas: { [kind: string]: Json } = {};
  const forms: string[] = [];
  for (const file of [...files.keys()].sort()) {
    const kind = file.replace(/\.json$/, '');
    const schema = structureOf(standalone(files, file));
    const name = types.add(titleOf(files.get(file), file), schema as Schema, `A subscription of kind \`${kind}\`.`);
    schemas[kind] = schema;
    forms.push(`{ readonly ${kind}: ${name} }`);
  }
  const none = Object.keys(schemas).map((kind) => `readonly ${kind}?: never`);
  forms.push(`{ ${[...none, 'readonly [kind: string]: OtherSubscription | undefined'].join('; ')} }`);
  const doc = '/** What a Warehouse subscribes to: exactly one kind. */';
  const union = `${doc}\nexport type Subscription =\n${forms.map((form) => `  | ${form}`).join('\n')};\n`;
  return {
    'subscriptions.json': jsonText(schemas),
    'subscriptions.ts': [MARK, types, OTHER, union].join('\n'),
    'validators-subscriptions.ts': subscriptionValidators(schemas as Schemas),
  };
}
