import { rendered } from './rendered';

const META = ['metadata', 'labels'] as const;
const POD_LABELS = ['spec', 'template', 'metadata', 'labels'] as const;

describe('labels', () => {
  test('of an object say chart, release and component', () => {
    expect(rendered().at('ConfigMap kargo-api', ...META)).toEqual({
      'helm.sh/chart': 'kargo-1.11.2',
      'app.kubernetes.io/name': 'kargo',
      'app.kubernetes.io/instance': 'kargo',
      'app.kubernetes.io/version': 'v1.11.2',
      'app.kubernetes.io/managed-by': 'Helm',
      'app.kubernetes.io/component': 'api',
    });
  });

  test('of all components are those of global, over which those of a component win', () => {
    const objects = rendered({ global: { labels: { team: 'all', site: 'eu' } }, api: { labels: { team: 'api' } } });
    expect(objects.at('Deployment kargo-api', ...META)).toMatchObject({ team: 'api', site: 'eu' });
    expect(objects.at('Deployment kargo-controller', ...META)).toMatchObject({ team: 'all', site: 'eu' });
    expect(objects.at('ConfigMap kargo-api', ...META)).toMatchObject({ team: 'all' });
  });

  test('by which pods are found hold nothing that a user can change', () => {
    const objects = rendered({
      global: { labels: { team: 'all' }, podLabels: { pod: 'x' } },
      api: { labels: { a: 'b' } },
    });
    expect(objects.at('Deployment kargo-api', 'spec', 'selector', 'matchLabels')).toEqual({
      'app.kubernetes.io/name': 'kargo',
      'app.kubernetes.io/instance': 'kargo',
      'app.kubernetes.io/component': 'api',
    });
  });

  test('of pods win over those of all pods', () => {
    const objects = rendered({ global: { podLabels: { a: 'all', b: 'all' } }, api: { podLabels: { a: 'api' } } });
    expect(objects.at('Deployment kargo-api', ...POD_LABELS)).toMatchObject({ a: 'api', b: 'all' });
  });

  test('name the application otherwise by nameOverride, cut to what a label may hold', () => {
    const name = (nameOverride: string) =>
      rendered({ nameOverride }).at('Deployment kargo-api', ...META, 'app.kubernetes.io/name');
    expect(name('mine')).toBe('mine');
    expect(name('')).toBe('kargo');
    expect(name(`${'a'.repeat(62)}-b`)).toBe('a'.repeat(62));
  });
});

describe('annotations', () => {
  test('of a component win over those of global', () => {
    const objects = rendered({
      global: { annotations: { a: 'all', b: 'all' } },
      api: { annotations: { a: 'api' } },
    });
    expect(objects.at('Deployment kargo-api', 'metadata', 'annotations')).toEqual({ a: 'api', b: 'all' });
    expect(objects.at('Deployment kargo-controller', 'metadata', 'annotations')).toEqual({ a: 'all', b: 'all' });
  });

  test('are left out where there are none', () => {
    expect(rendered().at('Deployment kargo-api', 'metadata')).not.toHaveProperty('annotations');
  });
});
