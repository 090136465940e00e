import { compare } from './report';

/** Where each node leads to. A node that is only led to may be missing among the keys. */
export type Graph = ReadonlyMap<string, Iterable<string>>;

/**
 * One circle of every part of a graph whose nodes all lead to each other: the shortest through the node that comes first
 * in the alphabet, which begins the list. Linear in the size of the graph, and without recursion.
 */
export function circles(graph: Graph): string[][] {
  return components(graph)
    .filter((nodes) => nodes.length > 1 || nodes.some((node) => leadsTo(graph, node).includes(node)))
    .map((nodes) => shortestCircle(graph, new Set(nodes), [...nodes].sort(compare)[0] ?? ''))
    .sort(([a = ''], [b = '']) => compare(a, b));
}

interface Visit {
  readonly node: string;
  readonly next: Iterator<string>;
}

/** The strongly connected components, by Tarjan's algorithm with a stack of its own. */
function components(graph: Graph): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const found: string[][] = [];
  const lower = (node: string, to: number) => lowest.set(node, Math.min(lowest.get(node) ?? to, to));
  const enter = (node: string): Visit => {
    order.set(node, order.size);
    lower(node, order.size - 1);
    open.push(node);
    isOpen.add(node);
    return { node, next: leadsTo(graph, node)[Symbol.iterator]() };
  };
  const leave = (node: string) => {
    if (lowest.get(node) === order.get(node)) {
      const component = open.splice(open.lastIndexOf(node));
      for (const member of component) {
        isOpen.delete(member);
      }
      found.push(component);
    }
  };
  for (const root of graph.keys()) {
    const path = order.has(root) ? [] : [enter(root)];
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const { value: to, done } = visit.next.next();
      if (done === true) {
        leave(visit.node);
        path.pop();
        const parent = path.at(-1);
        if (parent !== undefined) {
          lower(parent.node, lowest.get(visit.node) ?? 0);
        }
      } else if (!order.has(to)) {
        path.push(enter(to));
      } else if (isOpen.has(to)) {
        lower(visit.node, order.get(to) ?? 0);
      }
    }
  }
  return found;
}

/** Breadth first from `start` within its component until a node leads back. */
function shortestCircle(graph: Graph, component: ReadonlySet<string>, start: string): string[] {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const node of queue) {
    for (const to of leadsTo(graph, node)
      .filter((name) => component.has(name))
      .sort(compare)) {
      if (to === start) {
        return pathTo(node, start, cameFrom);
      }
      if (!cameFrom.has(to)) {
        cameFrom.set(to, node);
        queue.push(to);
      }
    }
  }
  return [start];
}

function pathTo(end: string, start: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const path: string[] = [];
  for (let node: string | undefined = end; node !== undefined && node !== start; node = cameFrom.get(node)) {
    path.push(node);
  }
  return [start, ...path.reverse()];
}

function leadsTo(graph: Graph, node: string): string[] {
  return [...(graph.get(node) ?? [])];
}
