import type { Problem } from '../../core/finding';
import type { Json, JsonObject } from '../../core/kube-object';

/**
 * Values as plain JSON data with sorted keys, so that equal values are equal text. Members and list items that are
 * undefined are left out: as null they would delete the chart's default. Each value that JSON cannot hold is a problem
 * `value-type`.
 */
export function canonicalValues(values: JsonObject): { values: JsonObject; problems: Problem[] } {
  const problems: Problem[] = [];
  return { values: canonical(values, '', problems) as JsonObject, problems };
}

function canonical(value: unknown, path: string, problems: Problem[]): Json | undefined {
  if (value === undefined || value === null || typeof value === 'boolean') {
    return value;
  }
  if (typeof value === 'string' && !/\p{Surrogate}/u.test(value)) {
    return value;
  }
  if (typeof value === 'number' && Number.isFinite(value)) {
    return value;
  }
  if (Array.isArray(value)) {
    return value
      .map((item, index) => canonical(item, `${path}[${index}]`, problems))
      .filter((item) => item !== undefined);
  }
  if (isPlainObject(value)) {
    const members = Object.keys(value)
      .sort()
      .map((key) => [key, canonical(value[key], path === '' ? key : `${path}.${key}`, problems)] as const)
      .filter((member): member is readonly [string, Json] => member[1] !== undefined);
    return Object.fromEntries(members);
  }
  problems.push(unfit(value, path));
  return undefined;
}

function isPlainObject(value: unknown): value is { readonly [key: string]: unknown } {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function unfit(value: unknown, path: string): Problem {
  const got =
    typeof value === 'number'
      ? String(value)
      : typeof value === 'string'
        ? 'text with half a surrogate pair in it'
        : typeof value === 'object' && value !== null
          ? `an instance of ${value.constructor.name}`
          : `a ${typeof value}`;
  return {
    severity: 'error',
    id: 'value-type',
    message: `value '${path}' is ${got}, expected what a values file can hold`,
    fix: 'give text, a finite number, a boolean, null, a list or a plain mapping',
  };
}

/**
 * JSON that is YAML as well, read by helm to the same values: YAML readers refuse some control characters that JSON
 * allows in text, and take others for line ends. They refuse escaped surrogate pairs too, so these stay as they are.
 */
export function toYamlSafeJson(values: JsonObject): string {
  return JSON.stringify(values).replace(
    /[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
