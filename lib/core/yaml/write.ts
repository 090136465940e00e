import { describe, type JsonObject, type KubeObject } from '../kube-object';
import { isMapping } from '../values';
import { keyText, scalarText } from './scalar';

/** Something in an object that JSON cannot hold. The message says where it is, what was got and what was expected. */
export class NotJsonError extends TypeError {
  override readonly name = 'NotJsonError';
}

/**
 * One YAML document: `---`, then the object in block style, two spaces a level, no long line folded, no anchors, and a line
 * break at the end. Every common reader, of YAML 1.1 and of 1.2, reads back the same values.
 *
 * Keys are sorted, whatever order they were set in: equal objects give equal bytes, no matter which renderer or which version
 * of a chart made them, so a diff shows only what differs. Ahead of the others come, in every mapping, the keys that say what
 * it is: `apiVersion`, `kind`, `metadata`, `name`, `namespace`, `uses`, `as`.
 *
 * Members that are undefined are left out, as JSON does.
 *
 * @throws NotJsonError naming the path of whatever is not JSON (a Date, a function, NaN, an undefined list item), would not
 * keep its value (an integer beyond 2^53, minus zero, text with half a surrogate pair) or is more than 100 levels deep, with
 * the object itself and the innermost value counted
 */
export function toYaml(object: KubeObject | JsonObject): string {
  return `---\n${new Presenter(object).document()}\n`;
}

// Readers stop at some depth, js-yaml at 100. An object that contains itself ends here, too.
const DEEPEST = 100;

// YAML 1.2, section 7.4.2: 1024 characters, quotes included.
const LONGEST_KEY = 1000;

const FIRST_KEYS = ['apiVersion', 'kind', 'metadata', 'name', 'namespace', 'uses', 'as'];
const RANK = new Map(FIRST_KEYS.map((key, index) => [key, index]));

function compareKeys(a: string, b: string): number {
  const difference = (RANK.get(a) ?? RANK.size) - (RANK.get(b) ?? RANK.size);
  return difference !== 0 ? difference : a < b ? -1 : 1;
}

/** Writes one document, and knows where in the object it is. */
class Presenter {
  private readonly path: (string | number)[] = [];

  constructor(private readonly root: KubeObject | JsonObject) {}

  document(): string {
    return this.node(this.root, '');
  }

  /** A value without the indentation of its first line, which is already there. */
  private node(value: unknown, indent: string): string {
    if (this.path.length >= DEEPEST) {
      throw this.refusal('a value that is nested too deep', `at most ${DEEPEST} levels`);
    }
    switch (typeof value) {
      case 'string':
        return scalarText(this.wellFormed(value), indent);
      case 'number':
        return this.number(value);
      case 'boolean':
        return String(value);
      case 'object':
        return value === null ? 'null' : this.collection(value, indent);
      default:
        throw this.refusal(value === undefined ? 'undefined' : `a ${typeof value}`, 'a JSON value');
    }
  }

  private collection(value: object, indent: string): string {
    if (Array.isArray(value)) {
      const items = Array.from(value, (item: unknown, index) => `- ${this.at(index, item, `${indent}  `)}`);
      return items.length === 0 ? '[]' : items.join(`\n${indent}`);
    }
    if (!isPlainObject(value)) {
      throw this.refusal(`an instance of ${value.constructor.name}`, 'plain data');
    }
    const items = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => compareKeys(a, b))
      .map(([key, member]) => this.member(key, member, indent));
    return items.length === 0 ? '{}' : items.join(`\n${indent}`);
  }

  private member(key: string, member: unknown, indent: string): string {
    const below = `${indent}  `;
    const text = this.at(key, member, below);
    const name = keyText(this.wellFormed(key));
    const gap = isFilled(member) ? `\n${below}` : ' ';
    // Readers do not take a longer text for a key unless they are told that it is one.
    return name.length > LONGEST_KEY ? `? ${name}\n${indent}:${gap}${text}` : `${name}:${gap}${text}`;
  }

  private at(key: string | number, value: unknown, indent: string): string {
    this.path.push(key);
    const text = this.node(value, indent);
    this.path.pop();
    return text;
  }

  private wellFormed(text: string): string {
    if (/\p{Surrogate}/u.test(text)) {
      throw this.refusal('text with half of a surrogate pair', 'well-formed Unicode');
    }
    return text;
  }

  private number(value: number): string {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) {
      return String(value);
    }
    if (!Number.isFinite(value) || Number.isInteger(value)) {
      const got = Object.is(value, -0) ? '-0' : String(value);
      throw this.refusal(got, 'a finite number that JSON keeps exactly; write larger ones as text');
    }
    // Readers of YAML 1.1 take `1e-7` for text: they want a point in it.
    return String(value).replace(/^(-?\d+)e/, '$1.0e');
  }

  private refusal(got: string, expected: string): NotJsonError {
    const path = this.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
    const place = path === '' ? 'the object' : `'${path.replace(/^\./, '')}'`;
    return new NotJsonError(`cannot write ${place}${ofObject(this.root)} as YAML: got ${got}, expected ${expected}`);
  }
}

// Without a look at `Object.prototype`, of which each sandbox, such as Jest's, has one of its own.
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function ofObject(root: KubeObject | JsonObject): string {
  return typeof root.kind === 'string' && isMapping(root.metadata) ? ` of ${describe(root as KubeObject)}` : '';
}

/** Whether a value takes lines of its own below its key. */
function isFilled(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).some((member) => member !== undefined);
}
