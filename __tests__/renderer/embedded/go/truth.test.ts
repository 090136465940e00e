import { ifSet, isTrue, orElse } from '../../../../lib/renderer/embedded/go/truth';

describe("Go's templates", () => {
  test.each([0, '', false, null, undefined, [], {}])('take %j for false', (value) => {
    expect([isTrue(value), orElse(value, 'other'), ifSet(value)]).toEqual([false, 'other', undefined]);
  });

  test.each([1, 'false', true, [0], { a: 0 }])('take %j for true', (value) => {
    expect([isTrue(value), orElse<unknown, unknown>(value, 'other'), ifSet<unknown>(value)]).toEqual([
      true,
      value,
      value,
    ]);
  });
});
