import { NO_COMPONENTS, rendered } from '../rendered';

const COMPONENTS = [
  ['api', 'kargo-api'],
  ['controller', 'kargo-controller'],
  ['managementController', 'kargo-management-controller'],
  ['webhooksServer', 'kargo-webhooks-server'],
  ['externalWebhooksServer', 'kargo-external-webhooks-server'],
  ['garbageCollector', 'kargo-garbage-collector'],
] as const;
const isWorkload = (id: string) => /^(?:Deployment|CronJob|ConfigMap|Secret|Service|Certificate|Issuer) /.test(id);

describe.each(COMPONENTS)('%s', (component, name) => {
  const own = (values: Parameters<typeof rendered>[0]) =>
    rendered(values).ids.filter((id) => id.endsWith(` ${name}`) && !/Role|Webhook/.test(id));

  test('is installed', () => {
    expect(own({})).toEqual(expect.arrayContaining([`ServiceAccount ${name}`, `ConfigMap ${name}`]));
  });

  test('is left out where it is off', () => {
    expect(own({ [component]: { enabled: false } })).toEqual([]);
  });

  test('has no more than a ServiceAccount, to which roles are bound, where its pods run elsewhere', () => {
    expect(own({ workloads: { install: false } })).toEqual([`ServiceAccount ${name}`]);
  });

  test('has a ServiceAccount for its pods also without roles', () => {
    const nothing = { install: false, controller: { install: false } };
    const argocd = { dataPlane: { install: false, kargoController: { install: false } } };
    expect(own({ dataPlane: nothing, argocd })).toContain(`ServiceAccount ${name}`);
  });

  test('has no ServiceAccount without pods and without roles', () => {
    const dataPlane = { install: false, controller: { install: false } };
    const argocd = { dataPlane: { install: false, kargoController: { install: false } } };
    expect(own({ workloads: { install: false }, dataPlane, argocd })).toEqual([]);
  });
});

test.each([
  ['Kargo', { dataPlane: { install: false, controller: { install: true } } }],
  ['Argo CD', { dataPlane: { install: false, controller: { install: false } } }],
])('a controller whose pods run elsewhere has a ServiceAccount for access to %s', (_name, values) => {
  expect(rendered({ ...values, workloads: { install: false } }).ids).toContain('ServiceAccount kargo-controller');
});

test('a release without components and without the data plane has nothing at all', () => {
  const dataPlane = { install: false };
  const argocd = { dataPlane: { install: false } };
  expect(rendered({ ...NO_COMPONENTS, dataPlane, argocd }).ids).toEqual([]);
});

test('a release without workloads has nothing that runs, and no configuration', () => {
  expect(rendered({ workloads: { install: false } }).ids.filter(isWorkload)).toEqual([]);
});

test('a release has each object once', () => {
  const ids = rendered().all.map(({ kind, metadata }) => `${kind} ${metadata.namespace} ${metadata.name}`);
  expect(new Set(ids).size).toBe(ids.length);
});
