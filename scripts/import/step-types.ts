import type { Json } from '../../lib/core/kube-object';
import { parseSchemas, standalone } from './refs';
import type { Schema } from './schema';
import type { SourceFile } from './sources';
import { structureOf } from './structure';
import { jsonText, MARK, titleOf } from './text';
import { TypeScriptTypes } from './types';
import { type Schemas, stepValidators } from './validators';

// `git-clone-config.json` is the config of the step `git-clone`; files of other names hold what configs share.
const STEP_FILE = /-config\.json$/;

// Kargo 1.11: any string of a config that holds `${{` is evaluated, and its result read as JSON if it can be.
const EXPRESSION = `/**
 * Text with an expression in it, which Kargo evaluates when the step runs. What it yields is read as JSON where it can
 * be, so an expression may stand in for a value of any type.
 */
export type Expression = \`\${string}\\\${{\${string}}}\${string}\`;
`;

/**
 * `steps.json`, `steps.ts` and `validators-steps.ts`: the configs of the built-in promotion steps.
 * @throws ImportError when a schema is damaged
 */
export function stepFiles(sources: readonly SourceFile[]): { readonly [name: string]: string } {
  const files = parseSchemas(sources);
  const types = new TypeScriptTypes({ expressions: true, names: {}, open: {} });
  const schemas: { [step: string]: Json } = {};
  const members: string[] = [];
  for (const file of [...files.keys()].filter((name) => STEP_FILE.test(name)).sort()) {
    const step = file.replace(STEP_FILE, '');
    const schema = structureOf(standalone(files, file));
    const title = titleOf(files.get(file), file);
    const name = title.endsWith('Config') ? title : `${title}Config`;
    schemas[step] = schema;
    members.push(
      `  readonly '${step}': ${types.add(name, schema as Schema, `\`config\` of the step \`${step}\`.`)};\n`,
    );
  }
  const doc = '/** Configs of the built-in steps, by what `uses` says. */';
  const configs = `${doc}\nexport interface StepConfigs {\n${members.join('')}}\n`;
  return {
    'steps.json': jsonText(schemas),
    'steps.ts': [MARK, EXPRESSION, types, configs].join('\n'),
    'validators-steps.ts': stepValidators(schemas as Schemas),
  };
}
