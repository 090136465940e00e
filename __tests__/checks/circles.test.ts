import * as fc from 'fast-check';
import { circles } from '../../lib/checks/circles';

const graph = (edges: { readonly [node: string]: readonly string[] }) => new Map(Object.entries(edges));

test('a chain has no circle', () => {
  expect(circles(graph({ a: ['b'], b: ['c'], c: [] }))).toEqual([]);
});

test('two ways to the same node are no circle', () => {
  expect(circles(graph({ a: ['b', 'c'], b: ['d'], c: ['d'] }))).toEqual([]);
});

test('a node that leads to itself is a circle', () => {
  expect(circles(graph({ a: ['a'] }))).toEqual([['a']]);
});

test('a circle begins with the first of its nodes in the alphabet, wherever the graph begins', () => {
  expect(circles(graph({ c: ['a'], b: ['c'], a: ['b'], z: ['c'] }))).toEqual([['a', 'b', 'c']]);
});

test('circles that share a node are told once, the shortest through the first node', () => {
  expect(circles(graph({ a: ['b'], b: ['c', 'a'], c: ['a'] }))).toEqual([['a', 'b']]);
});

test('of two circles of one length, the first in the alphabet is told', () => {
  expect(circles(graph({ a: ['c', 'b'], b: ['a'], c: ['a'] }))).toEqual([['a', 'b']]);
});

test('circles that share nothing are each told', () => {
  expect(circles(graph({ d: ['c'], c: ['d'], a: ['b'], b: ['a', 'c'] }))).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

test('a circle of 10,000 nodes does not exhaust the stack', () => {
  const name = (i: number) => `n${String(i).padStart(5, '0')}`;
  const long = new Map(Array.from({ length: 10_000 }, (_, i) => [name(i), [name((i + 1) % 10_000)]]));
  const [circle] = circles(long);
  expect(circle).toHaveLength(10_000);
  expect(circle?.slice(0, 2)).toEqual([name(0), name(1)]);
});

test('circles are found exactly where a node can reach itself', () => {
  const nodes = ['a', 'b', 'c', 'd', 'e'];
  const edge = fc.tuple(fc.constantFrom(...nodes), fc.constantFrom(...nodes));
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 9 }), (edges) => {
      const drawn = new Map(nodes.map((node) => [node, edges.filter(([from]) => from === node).map(([, to]) => to)]));
      const found = circles(drawn);
      const reached = new Set(nodes.filter((node) => reaches(drawn, node, node)));
      // Each circle is real, no two are of one component, and no component is left out.
      for (const circle of found) {
        expect(circle.every((node, i) => drawn.get(node)?.includes(circle[(i + 1) % circle.length] ?? ''))).toBe(true);
      }
      const covered = nodes.filter((node) => found.some(([first = '']) => connected(drawn, first, node)));
      expect(covered).toEqual(nodes.filter((node) => reached.has(node)));
      expect(found.some(([a = ''], i) => found.some(([b = ''], j) => i < j && connected(drawn, a, b)))).toBe(false);
    }),
    { numRuns: 300 },
  );
});

function connected(drawn: ReadonlyMap<string, readonly string[]>, a: string, b: string): boolean {
  return a === b ? reaches(drawn, a, a) : reaches(drawn, a, b) && reaches(drawn, b, a);
}

function reaches(drawn: ReadonlyMap<string, readonly string[]>, from: string, to: string): boolean {
  const seen = new Set<string>();
  const queue = [...(drawn.get(from) ?? [])];
  for (const node of queue) {
    if (!seen.has(node)) {
      seen.add(node);
      queue.push(...(drawn.get(node) ?? []));
    }
  }
  return seen.has(to);
}
