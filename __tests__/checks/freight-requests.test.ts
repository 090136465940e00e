import type { Finding } from '../../lib';
import { checkMatchUpstream, checkOriginTwice } from '../../lib/checks/freight-requests';
import type { FleetView } from '../../lib/checks/view';

function view(requestedFreight: unknown): FleetView {
  const metadata = { name: 's', namespace: 'apps' };
  const object = { apiVersion: 'kargo.akuity.io/v1alpha1', kind: 'Stage', metadata, spec: { requestedFreight } };
  const parts = { shards: [], controllers: [], accesses: [], externals: [], foreignKargo: [] };
  return { clusters: [{ name: 'prod', objects: [{ object, where: { construct: 'x' } }] }], ...parts, complete: true };
}

const origin = (name: string) => ({ kind: 'Warehouse', name });
const ids = (findings: Finding[]) => findings.map(({ id, message }) => [id, message]);

describe('freight-origin-twice', () => {
  test('is a Stage that requests one Warehouse twice', () => {
    const requests = [{ origin: origin('a') }, { origin: origin('b') }, { origin: origin('a') }];
    expect(ids(checkOriginTwice(view(requests)))).toEqual([
      ['freight-origin-twice', "Stage apps/s requests freight of Warehouse 'a' twice"],
    ]);
  });

  test('says nothing of several Warehouses, or of what is no list', () => {
    expect(checkOriginTwice(view([{ origin: origin('a') }, { origin: origin('b') }]))).toEqual([]);
    expect(checkOriginTwice(view('x'))).toEqual([]);
    expect(checkOriginTwice(view([null, 1, { origin: 2 }]))).toEqual([]);
  });
});

describe('freight-match-upstream', () => {
  const autoPromotionOptions = { selectionPolicy: 'MatchUpstream' };

  test.each([
    [{ direct: true }, 'direct freight'],
    [{ direct: true, stages: ['a'] }, 'direct freight'],
    [{ stages: ['a', 'b'] }, '2 upstream Stages'],
    [{}, '0 upstream Stages'],
  ])('is %j', (sources, what) => {
    const found = checkMatchUpstream(view([{ origin: origin('w'), sources: { ...sources, autoPromotionOptions } }]));
    expect(ids(found)).toEqual([
      [
        'freight-match-upstream',
        `Stage apps/s has selectionPolicy MatchUpstream with ${what}, expected exactly one upstream Stage`,
      ],
    ]);
  });

  test('says nothing where there is one upstream Stage, or another policy', () => {
    expect(checkMatchUpstream(view([{ sources: { stages: ['a'], autoPromotionOptions } }]))).toEqual([]);
    const newest = { selectionPolicy: 'NewestFreight' };
    expect(checkMatchUpstream(view([{ sources: { direct: true, autoPromotionOptions: newest } }]))).toEqual([]);
  });
});
