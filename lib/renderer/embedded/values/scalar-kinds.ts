import type { Json } from '../../../core/kube-object';
import { isPlainText } from '../go/plain-text';
import type { Flaw, Kind } from './leaf';

/** Helm (3.17, 4.1) writes larger numbers of values files as `1e+06` where a template turns them into text. */
const LARGEST_AS_TEXT = 999_999;

/** Whether a value is text. */
export const isText = (value: Json): value is string => typeof value === 'string';
const isWhole = (value: Json): value is number => Number.isSafeInteger(value);

/** Why text that the chart writes without quotes would not arrive; it has to stand alone as a YAML scalar. */
export function plainFlaw(value: string): Flaw | undefined {
  return isPlainText(value)
    ? undefined
    : {
        id: 'value-invalid',
        message: `is '${value}', which the chart writes without quotes, so that YAML does not read it as this text`,
        fix: 'write text that YAML takes for text without quotes: no number, no boolean, no null, no special characters',
      };
}

/** True or false. */
export const FLAG: Kind<boolean> = {
  expected: 'true or false',
  fix: 'write true or false, without quotes',
  empty: false,
  is: (value) => typeof value === 'boolean',
};

/** A whole number, 0 or more. */
export const COUNT: Kind<number> = {
  expected: 'a whole number, 0 or more',
  fix: 'write a whole number, without quotes',
  empty: 0,
  is: (value): value is number => isWhole(value) && value >= 0,
};

/** A whole number, 0 or more, that becomes text in a ConfigMap. */
export const COUNT_AS_TEXT: Kind<number> = {
  ...COUNT,
  flaw: (value) =>
    value <= LARGEST_AS_TEXT
      ? undefined
      : {
          id: 'value-unsupported',
          message: `is ${value}, which helm writes as it is or in the form 1e+06, depending on where it is set`,
          fix: `write at most ${LARGEST_AS_TEXT}, or use the helm renderer`,
        },
};

/** A number of bytes; -1 for no limit. */
export const BYTES: Kind<number> = {
  expected: 'a whole number of bytes, or -1',
  fix: 'write a whole number, without quotes',
  empty: 0,
  is: (value): value is number => isWhole(value) && value >= -1,
};

/** Text that the chart puts in quotes. */
export const TEXT: Kind<string> = { expected: 'text', fix: 'put it in quotes', empty: '', is: isText };

/** Text that no message may show. */
export const SECRET: Kind<string> = { ...TEXT, hidden: true };

/** Text that the chart writes without quotes, and only where it is not empty. */
export const WORD: Kind<string> = { ...TEXT, flaw: (value) => (value === '' ? undefined : plainFlaw(value)) };

/** Text that the chart writes without quotes in any case. */
export const NAME: Kind<string> = {
  ...TEXT,
  flaw: (value) =>
    value === ''
      ? { id: 'value-required', message: 'is empty', fix: "leave it out for the chart's default" }
      : plainFlaw(value),
};

/** Text that follows other text without a space, such as the tag of an image. */
export const SUFFIX: Kind<string> = {
  ...TEXT,
  flaw: (value) =>
    /^[\w.+@:-]*$/.test(value) && !value.endsWith(':')
      ? undefined
      : {
          id: 'value-invalid',
          message: `is '${value}', expected letters, digits, '.', '_', '-', '+', '@' and ':'`,
          fix: 'leave out the other characters',
        },
};

/** Such text that also stands alone, in a label. */
export const ID: Kind<string> = { ...TEXT, flaw: (value) => SUFFIX.flaw?.(value) ?? WORD.flaw?.(value) };

/** Text that follows other text, and that has to be there. */
export const TAG: Kind<string> = {
  ...SUFFIX,
  flaw: (value) =>
    value === ''
      ? { id: 'value-required', message: 'is empty', fix: "leave it out for the chart's default" }
      : SUFFIX.flaw?.(value),
};

/** A number of pods, or a percentage of them. */
export const PODS: Kind<number | string> = {
  expected: 'a whole number or a percentage',
  fix: "write a whole number without quotes, or for example '50%'",
  empty: '',
  is: (value): value is number | string => isText(value) || COUNT.is(value),
  flaw: (value) => (typeof value === 'string' && value !== '' ? plainFlaw(value) : undefined),
};
