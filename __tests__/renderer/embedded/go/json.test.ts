import { canonicalJson, goJson } from '../../../../lib/renderer/embedded/go/json';

describe('goJson', () => {
  test('sorts keys at every level', () => {
    expect(goJson({ b: [{ d: 1, c: 2 }], a: 'x' })).toBe('{"a":"x","b":[{"c":2,"d":1}]}');
  });

  test('escapes what has a meaning in HTML', () => {
    expect(goJson({ '<&>': '\u2028\u2029' })).toBe('{"\\u003c\\u0026\\u003e":"\\u2028\\u2029"}');
  });
});

describe('canonicalJson', () => {
  test('keeps the order of lists', () => {
    expect(canonicalJson(['b', 'a'])).toBe('["b","a"]');
  });

  test('leaves out what is undefined', () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
  });
});
