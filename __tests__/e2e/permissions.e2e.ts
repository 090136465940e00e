import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answers, type Question } from './tools/access-review';
import { cdk8sKargo } from './tools/command';
import { TestFleet } from './tools/fleet';
import { secretText } from './tools/tokens';

/** What the official chart renders, where it is there to compare with. */
const RENDERS = join(__dirname, '..', '..', '..', 'shared', 'kargo', '1.11.2', 'renders');

const FOREIGN = 'foreign-project';
const PROJECT = 'argocd-example-apps';
const NAMESPACES = [
  '',
  'kargo',
  'kargo-shared-resources',
  'kargo-system-resources',
  'kargo-cluster-secrets',
  PROJECT,
  FOREIGN,
  'kube-system',
];
const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];
/** Verbs of single resources. */
const SPECIAL: readonly (readonly [verb: string, group: string, resource: string])[] = [
  ['promote', 'kargo.akuity.io', 'stages'],
  ['bind', 'rbac.authorization.k8s.io', 'clusterroles'],
  ['escalate', 'rbac.authorization.k8s.io', 'clusterroles'],
  ['impersonate', '', 'users'],
  ['impersonate', '', 'serviceaccounts'],
  ['create', '', 'serviceaccounts/token'],
  ['create', '', 'pods/exec'],
  ['patch', 'kargo.akuity.io', 'stages/status'],
  ['patch', 'kargo.akuity.io', 'promotions/status'],
  ['patch', 'kargo.akuity.io', 'freights/status'],
  ['patch', 'kargo.akuity.io', 'warehouses/status'],
  ['patch', 'kargo.akuity.io', 'warehouses/finalizers'],
  ['update', 'kargo.akuity.io', 'stages/finalizers'],
];
interface RbacObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly roleRef: { readonly kind: string; readonly name: string };
  readonly rules: readonly { apiGroups: string[]; resources: string[]; verbs: string[] }[];
}

let fleet: TestFleet;
let questions: readonly Question[];

const title = existsSync(RENDERS)
  ? 'the identity of a shard'
  : 'the identity of a shard (skipped: no ../shared to compare with)';

(existsSync(RENDERS) ? describe : describe.skip)(title, () => {
  beforeAll(async () => {
    fleet = await TestFleet.start();
    await fleet.applyAll();
    await fleet.kubectl.run('prod-cluster', ['create', 'namespace', FOREIGN]);
    await cdk8sKargo(fleet.kubeconfig, ['credentials', 'deliver', '--all', '--yes']);
    questions = await allQuestions();
  });
  afterAll(() => fleet?.stop());

  test.each(['dev', 'staging'])(
    '%s-shard may do exactly what the chart grants a controller, and read its Projects’ Secrets',
    async (cluster) => {
      const granted = grants();
      expect(questions.length).toBeGreaterThan(3000);
      const given = await answers(
        fleet,
        await secretText(fleet, cluster, 'kargo-controlplane-token', 'token'),
        questions,
      );
      const expected = questions.map((question) => granted.some((grant) => covers(grant, question)));
      const wrong = questions.filter((_, i) => given[i] !== expected[i]);
      expect(expected.filter(Boolean).length).toBeGreaterThan(100);
      expect(
        wrong.map(({ verb, group, resource, namespace }) => `${verb} ${resource}.${group} in '${namespace}'`),
      ).toEqual([]);
    },
  );
});

interface Grant {
  /** `''` for the whole cluster. */
  readonly namespace: string;
  readonly rule: RbacObject['rules'][number];
}

/**
 * What the recorded render of the chart grants a controller, without what a fleet leaves out on purpose: its Secrets of the
 * cluster, which no controller reads, and the rights for Rollouts, which this shard does not have.
 */
function grants(): Grant[] {
  const read = (name: string) => JSON.parse(readFileSync(join(RENDERS, `${name}.json`), 'utf8')) as RbacObject[];
  const roles = read('cp-seed');
  const bindings = read('access-shard').filter(
    ({ kind, metadata }) =>
      kind.endsWith('Binding') &&
      metadata.namespace !== 'kargo-cluster-secrets' &&
      !metadata.name.endsWith('-rollouts'),
  );
  const secrets = { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list', 'watch'] };
  return [
    { namespace: PROJECT, rule: secrets },
    ...bindings.flatMap(({ metadata: { namespace = '' }, roleRef }) => {
      const role = roles.find(
        ({ kind, metadata }) =>
          kind === roleRef.kind &&
          metadata.name === roleRef.name &&
          (kind === 'ClusterRole' || metadata.namespace === namespace),
      );
      expect(role).toBeDefined();
      return (role?.rules ?? []).map((rule) => ({ namespace, rule }));
    }),
  ];
}

function covers({ namespace, rule }: Grant, question: Question): boolean {
  return (
    (namespace === '' || namespace === question.namespace) &&
    rule.apiGroups.includes(question.group) &&
    rule.resources.includes(question.resource) &&
    rule.verbs.includes(question.verb)
  );
}

/** Every verb on every resource that the server has, in every namespace that matters. */
async function allQuestions(): Promise<Question[]> {
  const listed = await fleet.kubectl.run('prod-cluster', ['api-resources', '--no-headers', '-o', 'wide']);
  const resources = listed
    .trim()
    .split('\n')
    .map((line) => {
      const [, resource = '', group = ''] =
        /^(\S+)\s+(?:\S+\s+)??(?:(\S+)\/)?v\d\w*\s+(?:true|false)\s/.exec(line) ?? [];
      return { group, resource };
    })
    // Everybody may ask who he is and what he may do.
    .filter(({ resource }) => !/reviews$/.test(resource));
  const plain = resources.flatMap((resource) => VERBS.map((verb) => ({ ...resource, verb })));
  const special = SPECIAL.map(([verb, group, resource]) => ({ verb, group, resource }));
  return [...plain, ...special].flatMap((question) => NAMESPACES.map((namespace) => ({ ...question, namespace })));
}
