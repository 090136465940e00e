import { runInThisContext } from 'node:vm';
import type { Schema } from '../../../lib/checks/schema/schema';
import type { Validator } from '../../../lib/checks/schema/validator';
import { validatorCode } from '../../../scripts/import/validators';

/** What `npm run import` makes of a schema. */
export function compiled(schema: Schema): Validator {
  const { code, functions } = validatorCode({ schema });
  const validate = runInThisContext(`(() => {\n${code}\nreturn ${functions.get('schema')};\n})()`);
  return { validate, schema: () => schema };
}
