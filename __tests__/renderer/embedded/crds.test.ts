import type { JsonObject } from '../../../lib';
import { NO_COMPONENTS, rendered } from './rendered';

const crds = (values: JsonObject) =>
  rendered({ ...NO_COMPONENTS, ...values }).all.filter(({ kind }) => kind === 'CustomResourceDefinition');

describe('CustomResourceDefinitions', () => {
  test('are installed, all nine of them, before everything else', () => {
    const objects = rendered({ ...NO_COMPONENTS, crds: { install: true } });
    expect(objects.ids.slice(0, 9)).toEqual(
      [
        'clusterconfigs',
        'clusterpromotiontasks',
        'freights',
        'projectconfigs',
        'projects',
        'promotions',
        'promotiontasks',
        'stages',
        'warehouses',
      ].map((plural) => `CustomResourceDefinition ${plural}.kargo.akuity.io`),
    );
    expect(objects.ids[9]).not.toMatch(/^CustomResourceDefinition/);
  });

  test('are left out when they are not to be installed', () => {
    expect(crds({ crds: { install: false } })).toEqual([]);
  });

  test('are left out with the rest of the data plane', () => {
    expect(crds({ crds: { install: true }, dataPlane: { install: false } })).toEqual([]);
  });

  test('are kept when Helm removes the release', () => {
    const annotations = crds({ crds: { install: true } }).map(({ metadata }) => metadata.annotations);
    expect(annotations).toHaveLength(9);
    expect(annotations.every((all) => all?.['helm.sh/resource-policy'] === 'keep')).toBe(true);
  });

  test('are not kept when they are not to be kept, and are the same apart from that', () => {
    const kept = crds({ crds: { install: true } });
    const notKept = crds({ crds: { install: true, keep: false } });
    expect(JSON.stringify(notKept)).not.toContain('helm.sh/resource-policy');
    expect(kept.map(({ spec }) => spec)).toEqual(notKept.map(({ spec }) => spec));
  });

  test('are not loaded for a release without them', () => {
    jest.isolateModules(() => {
      const loaded = jest.fn(() => ({ CRDS: [] }));
      jest.doMock('../../../lib/renderer/embedded/crds-data', loaded);
      const isolated: typeof import('./rendered') = require('./rendered');
      isolated.rendered({ dataPlane: { install: false }, crds: { install: true } });
      expect(loaded).not.toHaveBeenCalled();
      isolated.rendered({ crds: { install: true } });
      expect(loaded).toHaveBeenCalledTimes(1);
    });
  });
});
