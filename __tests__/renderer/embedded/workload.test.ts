import type { JsonObject } from '../../../lib';
import { rendered } from './rendered';

const REPLICATED = [
  ['api', 'kargo-api'],
  ['webhooksServer', 'kargo-webhooks-server'],
  ['externalWebhooksServer', 'kargo-external-webhooks-server'],
] as const;

describe.each(REPLICATED)('%s', (component, name) => {
  const spec = (values: JsonObject) => rendered({ [component]: values }).at(`Deployment ${name}`, 'spec') as JsonObject;
  const budget = (podDisruptionBudget: JsonObject) =>
    rendered({ [component]: { podDisruptionBudget } }).at(`PodDisruptionBudget ${name}`, 'spec');

  test('has as many replicas as the values say', () => {
    expect(spec({ replicas: 3 })['replicas']).toBe(3);
  });

  test('has one replica where the values say none', () => {
    expect(spec({ replicas: 0 })['replicas']).toBe(1);
  });

  test('is rolled out as the values say', () => {
    expect(spec({ rollingUpdate: { maxSurge: 1 } })['strategy']).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 1 },
    });
    expect(spec({})['strategy']).toEqual({ type: 'RollingUpdate' });
  });

  test('has no PodDisruptionBudget by default', () => {
    expect(rendered().has(`PodDisruptionBudget ${name}`)).toBe(false);
  });

  test('has a PodDisruptionBudget where it is enabled', () => {
    expect(budget({ enabled: true })).toMatchObject({ minAvailable: 1 });
  });

  test('may be disrupted as far as maxUnavailable says, whatever minAvailable says', () => {
    const limits = budget({ enabled: true, maxUnavailable: '50%', minAvailable: 2 });
    expect(limits).toMatchObject({ maxUnavailable: '50%' });
    expect(limits).not.toHaveProperty('minAvailable');
  });

  test('may be disrupted as far as minAvailable says where maxUnavailable is 0', () => {
    expect(budget({ enabled: true, maxUnavailable: 0, minAvailable: 2 })).toMatchObject({ minAvailable: 2 });
  });
});

test.each(['kargo-controller', 'kargo-management-controller'])('%s never runs twice', (name) => {
  expect(rendered().at(`Deployment ${name}`, 'spec')).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
});

test('a Deployment keeps as many old ReplicaSets as the values say', () => {
  const revisions = (values: JsonObject) =>
    rendered(values).at('Deployment kargo-controller', 'spec', 'revisionHistoryLimit');
  expect(revisions({})).toBe(10);
  expect(revisions({ controller: { revisionHistoryLimit: 0 } })).toBe(0);
});

describe('ServiceAccounts', () => {
  const values = {
    global: {
      annotations: { all: 'x' },
      serviceAccount: { labels: { a: 'all' }, annotations: { a: 'all', b: 'all' } },
    },
    api: { annotations: { api: 'x' }, serviceAccount: { labels: { a: 'own' }, annotations: { a: 'own' } } },
  };

  test('have labels of their own besides those of all ServiceAccounts', () => {
    expect(rendered(values).at('ServiceAccount kargo-api', 'metadata', 'labels')).toMatchObject({ a: 'own' });
    expect(rendered(values).at('ServiceAccount kargo-controller', 'metadata', 'labels')).toMatchObject({ a: 'all' });
  });

  test('have no annotations by default', () => {
    expect(rendered().at('ServiceAccount kargo-api', 'metadata')).not.toHaveProperty('annotations');
  });

  test('have only annotations that are meant for ServiceAccounts', () => {
    expect(rendered(values).at('ServiceAccount kargo-api', 'metadata', 'annotations')).toEqual({ a: 'own', b: 'all' });
  });
});
