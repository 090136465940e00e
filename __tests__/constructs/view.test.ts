import { ApiObject, App, Chart, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Fleet } from '../../lib';
import { type Fact, stateFacts } from '../../lib/constructs/facts';
import { validateTree } from '../../lib/constructs/validation';
import { viewOf } from '../../lib/constructs/view';
import { TOKEN } from '../checks/secrets';

/** What checks see of a fact that is stated in cluster `dev`. */
function seen(fact: Fact) {
  const root = new Construct(undefined as unknown as Construct, '');
  stateFacts(new Construct(root, 'x'), fact);
  return viewOf([{ name: 'dev', root }], true);
}

const shard: Fact = { kind: 'shard', name: 'eu', argocd: true, rollouts: false, runElsewhere: false };

test('of a controller, its namespace and the Secret with its kubeconfig are seen', () => {
  const fact: Fact = {
    kind: 'controller',
    namespace: 'kargo',
    deployment: 'kargo-controller',
    version: '1.11.2',
    isDefault: false,
    shard: 'eu',
    kubeconfigSecret: 'kubeconfig',
  };
  const where = { construct: 'x' };
  expect(seen(fact).controllers).toEqual([
    { cluster: 'dev', namespace: 'kargo', where, isDefault: false, shard: 'eu', kubeconfigSecret: 'kubeconfig' },
  ]);
});

test('of a shard, it is seen whether it may read the Secrets of all Projects', () => {
  expect(seen(shard).shards).toEqual([expect.not.objectContaining({ allProjects: expect.anything() })]);
  expect(seen({ ...shard, allProjects: true }).shards).toEqual([expect.objectContaining({ allProjects: true })]);
});

test('of an access, its shard and its place are seen', () => {
  expect(seen({ kind: 'access', name: 'eu' }).accesses).toEqual([{ name: 'eu', where: { construct: 'x' } }]);
});

test('what is known to exist is known of its own cluster only', () => {
  expect(seen({ kind: 'external', of: 'Project', name: 'shop' }).externals).toEqual([
    { kind: 'Project', cluster: 'dev', name: 'shop' },
  ]);
});

test('of Applications, it is seen whose they are, and whether they are all', () => {
  const fact: Fact = { kind: 'applications', seenBy: { shard: 'eu' }, objects: [], complete: true };
  expect(seen(fact).applications).toEqual([
    { seenBy: { shard: 'eu' }, objects: [], complete: true, where: { construct: 'x' } },
  ]);
});

describe('an object that cannot be written', () => {
  const invalid = (add: (cluster: Chart) => void) => {
    const fleet = new Fleet();
    add(fleet.addCluster('prod'));
    const validate = () => fleet.validate().filter(({ id }) => id === 'object-invalid');
    return { fleet, validate };
  };
  const configMap = (scope: Construct, data: unknown) =>
    new ApiObject(scope, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data });

  test('is found at the construct that its user wrote, with the reason in one line, once', () => {
    const { fleet, validate } = invalid((cluster) => {
      new kplus.Deployment(cluster, 'd', { metadata: { name: 'd', namespace: 'kargo' } });
    });
    const expected = [
      {
        severity: 'error',
        id: 'object-invalid',
        message: 'Deployment kargo/d cannot be written: PodSpec must have at least 1 container',
        fix: 'add what is missing, or use only texts, numbers, truth values, lists and plain objects',
        where: { construct: 'prod/d' },
        object: 'Deployment kargo/d',
      },
    ];
    expect(validate()).toEqual(expected);
    expect(validate()).toEqual(expected);
    expect(fleet.validate()).toHaveLength(1);
  });

  test('may have a Date in a field', () => {
    const { validate } = invalid((cluster) => configMap(cluster, { at: new Date(0) }));
    expect(validate()).toMatchObject([
      {
        message: "ConfigMap settings cannot be written: can't render non-simple object of type 'Date'",
        where: { construct: 'prod/settings' },
      },
    ]);
  });

  test('hides neither another one nor any other mistake', () => {
    const { fleet, validate } = invalid((cluster) => {
      configMap(cluster, new Date(0));
      new kplus.Deployment(cluster, 'd');
      new ApiObject(cluster, 'twin', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'not a name' } });
    });
    expect(validate()).toHaveLength(2);
    expect(fleet.validate().map(({ id }) => id)).toContain('name-invalid');
  });

  test('shows no secret that the reason quotes', () => {
    const { validate } = invalid((cluster) => {
      const data = Lazy.any({
        produce: () => {
          throw new Error(`cannot read\n${TOKEN}`);
        },
      });
      configMap(cluster, data);
    });
    expect(validate()).toMatchObject([
      { message: 'ConfigMap settings cannot be written: cannot read <a JSON web token>' },
    ]);
  });

  test('is told of by cdk8s too, in an app that is no Fleet, and once however often it looks', () => {
    const app = new App();
    const chart = new Chart(app, 'prod');
    validateTree(chart);
    const invalid = configMap(chart, new Date(0));
    const refused = /^Validation failed.*\n.*prod\/settings: error object-invalid/;
    expect(() => app.synthYaml()).toThrow(refused);
    expect(() => app.synthYaml()).toThrow(refused);
    expect(invalid.node.validate()).toHaveLength(1);
  });
});
