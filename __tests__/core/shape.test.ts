import {
  either,
  FALSE,
  FLAG,
  listOf,
  MAPPING,
  NUMBER,
  needed,
  objectOf,
  oneOf,
  type Shape,
  TEXT,
  takeProps,
} from '../../lib/core/shape';

interface Inner {
  readonly name: string;
  readonly size?: number;
}

interface Props {
  readonly host?: string;
  readonly replicas?: number;
  readonly mode?: 'a' | 'b';
  readonly inner?: false | Inner;
  readonly list?: readonly Inner[];
  readonly open?: object;
  readonly on?: boolean;
}

const INNER: Shape<Inner> = { name: needed(TEXT), size: NUMBER };
const SHAPE: Shape<Props> = {
  host: TEXT,
  replicas: NUMBER,
  mode: oneOf('a', 'b'),
  inner: either(FALSE, objectOf(INNER)),
  list: listOf(objectOf(INNER)),
  open: MAPPING,
  on: FLAG,
};

function take(given: unknown) {
  return takeProps('a Thing', SHAPE, given);
}

function told(given: unknown): string[] {
  return take(given).problems.map(({ id, message, fix }) => `${id}: ${message} (${fix})`);
}

describe('props', () => {
  test('that are right are taken as they are', () => {
    const props = {
      host: 'a',
      replicas: 2,
      mode: 'b',
      inner: { name: 'x' },
      list: [{ name: 'y' }],
      open: { a: 1 },
      on: false,
    };
    expect(take(props)).toEqual({ props, problems: [] });
  });

  test('may all be missing where none is needed', () => {
    expect(take(undefined)).toEqual({ props: {}, problems: [] });
    expect(take({ host: undefined })).toEqual({ props: {}, problems: [] });
  });

  test('fail when one is misspelt, also where its value is undefined, and the nearest one is named', () => {
    const text = "prop-unknown: a Thing has no prop 'replica' (did you mean 'replicas'?)";
    expect(told({ replica: 3 })).toEqual([text]);
    expect(told({ replica: undefined })).toEqual([text]);
    expect(told({ inner: { name: 'x', sice: 1 } })).toEqual([
      "prop-unknown: a Thing has no prop 'inner.sice' (did you mean 'inner.size'?)",
    ]);
  });

  test('fail when one is unknown and nothing is near, and those that there are are listed', () => {
    expect(told({ list: [{ name: 'x', temperature: 1 }] })).toEqual([
      "prop-unknown: a Thing has no prop 'list[0].temperature' (leave it out: there are 'name', 'size')",
    ]);
  });

  test('fail once when the one that is needed is misspelt', () => {
    expect(told({ inner: { nane: 'x' } })).toEqual([
      "prop-unknown: a Thing has no prop 'inner.nane' (did you mean 'inner.name'?)",
    ]);
  });

  test('fail when one is of another kind, and no text is shown: it may be a secret', () => {
    expect(told({ host: 5, replicas: 'hunter2', mode: 'c', inner: true, open: [], on: null })).toEqual([
      "prop-type: prop 'host' of a Thing is 5, expected a text (give it a text)",
      "prop-type: prop 'replicas' of a Thing is a text, expected a number (give it a number)",
      "prop-type: prop 'mode' of a Thing is a text, expected 'a' or 'b' (give it 'a' or 'b')",
      "prop-type: prop 'inner' of a Thing is true, expected false or an object with 'name', 'size' (give it false or an object with 'name', 'size')",
      "prop-type: prop 'open' of a Thing is a list, expected an object (give it an object)",
      "prop-type: prop 'on' of a Thing is null, expected true or false (give it true or false)",
    ]);
  });

  test('fail when one that is needed is missing, and what holds it is not taken', () => {
    const given = { inner: {}, list: [{ name: 'x' }, {}] };
    expect(told(given)).toEqual([
      "prop-missing: a Thing needs prop 'inner.name', which is missing or undefined (give it a text)",
      "prop-missing: a Thing needs prop 'list[1].name', which is missing or undefined (give it a text)",
    ]);
    expect(take(given).props).toEqual({ list: [{ name: 'x' }] });
  });

  test.each([null, 'x', 5, [], () => 1])('fail when all of them together are %j', (given) => {
    expect(told(given)).toHaveLength(1);
    expect(take(given).props).toEqual({});
  });

  test('that are unknown are handed on where somebody else tells of them', () => {
    expect(takeProps('a Thing', SHAPE, { host: 'a', more: 1 }, { others: true })).toEqual({
      props: { host: 'a', more: 1 },
      problems: [],
    });
  });
});
