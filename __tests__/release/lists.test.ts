import fc from 'fast-check';
import type { Json } from '../../lib/core/kube-object';
import { alignLists } from '../../scripts/release/lists';

test('items of one name belong together, wherever they are between equal ones', () => {
  const old: Json[] = [{ name: 'a', x: 1 }, { name: 'b', x: 1 }, 'end'];
  const now: Json[] = [{ name: 'new' }, { name: 'b', x: 2 }, { name: 'a', x: 2 }, 'end'];
  expect(alignLists(old, now)).toEqual([{ new: 0 }, { old: 1, now: 1 }, { old: 0, now: 2 }]);
});

test('where as many items are left on both sides, those of one place belong together', () => {
  expect(alignLists(['start', 'a', 'b'], ['start', 'x', 'y'])).toEqual([
    { old: 1, now: 1 },
    { old: 2, now: 2 },
  ]);
});

test('where more items are left on one side, none belong together', () => {
  expect(alignLists(['*'], ['get', 'list'])).toEqual([{ gone: 0 }, { new: 0 }, { new: 1 }]);
});

test('two items of one name on one side are not both aligned with the only one on the other', () => {
  const twice = [
    { name: 'a', x: 1 },
    { name: 'a', x: 2 },
  ];
  expect(alignLists(twice, [{ name: 'a', x: 3 }])).toEqual([{ old: 0, now: 0 }, { gone: 1 }]);
});

test('without the items that are told, both lists are the same, and none is told twice', () => {
  const item = fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.record({ name: fc.constantFrom('n', 'm'), x: fc.nat(1) }));
  const list = fc.array(item, { maxLength: 8 });
  fc.assert(
    fc.property(list, list, (old, now) => {
      const aligned = alignLists(old, now);
      const olds = aligned.flatMap((pair) => ('gone' in pair ? [pair.gone] : 'old' in pair ? [pair.old] : []));
      const nows = aligned.flatMap((pair) => ('new' in pair ? [pair.new] : 'now' in pair ? [pair.now] : []));
      expect(new Set(olds).size).toBe(olds.length);
      expect(new Set(nows).size).toBe(nows.length);
      expect(old.filter((_, index) => !olds.includes(index))).toEqual(now.filter((_, index) => !nows.includes(index)));
    }),
    { numRuns: 200 },
  );
});
