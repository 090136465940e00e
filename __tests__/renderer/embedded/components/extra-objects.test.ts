import { NO_COMPONENTS, rendered } from '../rendered';

describe('extraObjects', () => {
  const object = {
    apiVersion: 'example.com/v1',
    kind: 'Thing',
    metadata: { name: 'mine' },
    spec: { a: [1, { b: '$' }] },
  };

  test('are rendered as they are, last', () => {
    expect(rendered({ extraObjects: [object], global: { labels: { a: 'b' } } }).all.at(-1)).toEqual(object);
  });

  test('are rendered whatever else is off', () => {
    const dataPlane = { install: false };
    const argocd = { dataPlane: { install: false } };
    expect(rendered({ ...NO_COMPONENTS, dataPlane, argocd, extraObjects: [object] }).all).toEqual([object]);
  });
});
