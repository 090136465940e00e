import { checkFleet } from '../../lib/checks';
import type { KubeObject } from '../../lib/core/kube-object';
import { cluster, findings, fleet, fleetWith, messages, warehouse } from './fleet';

const list = (kind: string, items?: unknown, metadata: object = { name: 'all' }): KubeObject =>
  ({ apiVersion: 'v1', kind, metadata, items }) as KubeObject;

test.each([['List'], ['ConfigMapList']])('fails when objects are inside a %s', (kind) => {
  expect(findings(fleetWith(list(kind, [warehouse(), warehouse()])), 'object-list')).toEqual([
    {
      severity: 'error',
      id: 'object-list',
      message: `${kind} 'all' holds 2 objects, which no check would see`,
      fix: "write each of its 'items' as an object of its own",
      where: { construct: `prod/${kind}/all` },
      object: `${kind} all`,
    },
  ]);
});

test('fails when a List has no items', () => {
  expect(messages(fleetWith(list('List')), 'object-list')).toEqual([
    "List 'all' holds 0 objects, which no check would see",
  ]);
});

test('fails when a List has no name, and asks for none', () => {
  const view = fleet({ clusters: [cluster('prod', list('List', [warehouse()], {}))], controllers: [], shards: [] });
  expect(checkFleet(view).map(({ message, object }) => [message, object])).toEqual([
    ['List holds 1 objects, which no check would see', undefined],
  ]);
});

test('an object whose kind only sounds like a list is none', () => {
  expect(findings(fleetWith(list('AllowList', { a: 'b' }), list('Listing', [])), 'object-list')).toEqual([]);
});

test('a part of a fleet is looked at too', () => {
  expect(findings({ ...fleetWith(list('List', [])), complete: false }, 'object-list')).toHaveLength(1);
});
