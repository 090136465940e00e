import { blockersOf } from '../../lib/removal/blockers';
import { FakeKube } from '../credentials/fake-kube';
import { of } from './targets';

const KARGO = 'kargo.akuity.io/v1alpha1';
const stage = (name: string, shard: string, kind = 'Stage') => of(KARGO, kind, name, 'apps', { spec: { shard } });
const labelled = (kind: string, name: string, rest: { readonly [field: string]: unknown } = {}) => ({
  ...of(KARGO, kind, name, 'apps', rest),
  metadata: { name, namespace: 'apps', labels: { 'kargo.akuity.io/shard': 'dev' } },
});
const promotion = (name: string, phase?: string) => labelled('Promotion', name, phase ? { status: { phase } } : {});

test('Stages and Warehouses count by their field, and by the label that controllers go by', async () => {
  const home = new FakeKube().with(
    stage('web', 'dev'),
    stage('other', 'dev-eu'),
    stage('image', 'dev', 'Warehouse'),
    labelled('Stage', 'left', { spec: {} }),
  );
  expect(await blockersOf('dev', home)).toEqual({
    named: ['Stage apps/left', 'Stage apps/web', 'Warehouse apps/image'],
    running: [],
  });
});

test('Promotions count until they are over', async () => {
  const over = ['Succeeded', 'Failed', 'Errored', 'Aborted'].map((phase) => promotion(phase.toLowerCase(), phase));
  const home = new FakeKube().with(
    ...over,
    promotion('new'),
    promotion('pending', 'Pending'),
    promotion('on', 'Running'),
  );
  expect(await blockersOf('dev', home)).toEqual({
    named: [],
    running: ['Promotion apps/new', 'Promotion apps/on', 'Promotion apps/pending'],
  });
  expect((await blockersOf('eu', home)).running).toEqual([]);
});
