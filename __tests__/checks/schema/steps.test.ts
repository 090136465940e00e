import * as fc from 'fast-check';
import steps from '../../../imports/steps.json';
import { checkSteps } from '../../../lib/checks/schema/steps';
import type { KubeObject } from '../../../lib/core/kube-object';
import { cluster, fleet, stage } from '../fleet';

const PLACE = 'spec.promotionTemplate.spec.steps[0]';

function stageWith(...list: readonly unknown[]): KubeObject {
  return stage('x', { nginx: [] }, { promotionTemplate: { spec: { steps: list } } });
}

function task(kind: string, ...list: readonly unknown[]): KubeObject {
  return { apiVersion: 'kargo.akuity.io/v1alpha1', kind, metadata: { name: 'promote' }, spec: { steps: list } };
}

function check(...objects: readonly KubeObject[]) {
  return checkSteps(fleet({ clusters: [cluster('prod', ...objects)] }));
}

/** What is said of one step of a Stage, without the name of the Stage and the place of the step. */
function said(uses: string, config?: unknown): string[] {
  return check(stageWith({ uses, config })).map(({ message }) =>
    message.replace('Stage apps/x: ', '').replace(`${PLACE}.`, ''),
  );
}

test('a step whose config is complete is right', () => {
  expect(said('git-clone', { repoURL: 'https://x/y', checkout: [{ branch: 'main', path: './src' }] })).toEqual([]);
});

test('a finding names the object, the place, what was got, what was expected, and what to write', () => {
  const step = { uses: 'git-clone', config: { repoURL: 'https://x/y', checkout: [{ branch: 'main', path: 3 }] } };
  expect(check(stageWith({ uses: 'git-clear', config: { path: '.' } }, step))).toEqual([
    {
      severity: 'error',
      id: 'step-config',
      message: "Stage apps/x: 'spec.promotionTemplate.spec.steps[1].config.checkout[0].path' should be a text, got 3",
      fix: "quote it: '3'",
      where: { construct: 'prod/Stage/x' },
      object: 'Stage apps/x',
      field: ['spec', 'promotionTemplate', 'spec', 'steps', 1, 'config', 'checkout', 0, 'path'],
    },
  ]);
});

test.each(['PromotionTask', 'ClusterPromotionTask'])('fails when a step of a %s lacks a field', (kind) => {
  expect(check(task(kind, { uses: 'git-clear', config: {} })).map(({ message, fix }) => [message, fix])).toEqual([
    [`${kind} promote: 'spec.steps[0].config.path' is missing`, "add 'spec.steps[0].config.path'"],
  ]);
});

test('fails when a step that needs a config has none', () => {
  expect(said('git-clear')).toEqual(["'config.path' is missing"]);
});

test('a step that needs no config may leave it out', () => {
  expect(said('fail')).toEqual([]);
});

test('fails when a field of a config is unknown, and names the nearest one', () => {
  const [finding] = check(stageWith({ uses: 'git-clear', config: { path: '.', pth: '.' } }));
  expect(finding).toMatchObject({
    message: `Stage apps/x: '${PLACE}.config.pth' is not a field that Kargo knows`,
    fix: "did you mean 'path'?",
  });
});

test('fails when a value is not one of those allowed', () => {
  expect(said('git-push', { path: '.', provider: 'githib' })).toEqual([
    "'config.provider' should be one of 'azure', 'bitbucket', 'gitea', 'github', 'gitlab', got 'githib'",
  ]);
});

test.each([
  [{ image: 'nginx', tag: '1', digest: 'sha256:a' }, "'tag', 'digest'"],
  [{ image: 'nginx' }, 'none of them'],
])('fails in one sentence when alternatives exclude each other: %j', (image, got) => {
  expect(said('kustomize-set-image', { path: '.', images: [image] })).toEqual([
    `'config.images[0]' should have 'tag' without 'digest', or 'digest' without 'tag', got ${got}`,
  ]);
});

test('fails when both of two alternatives are there', () => {
  expect(said('delete', { path: 'a', paths: ['b'] })).toEqual([
    "'config' should have 'path', or 'paths', got 'path', 'paths'",
  ]);
});

test('fails when a selector selects nothing', () => {
  expect(said('argocd-update', { apps: [{ selector: {} }] })).toEqual([
    "'config.apps[0].selector' should have 'matchLabels', or 'matchExpressions', got none of them",
  ]);
});

test.each([
  ['a number', 'untar', { inPath: 'a', outPath: 'b', stripComponents: '${{ vars.n }}' }],
  ['a truth value', 'git-clone', { repoURL: 'x', checkout: [{ path: '.', create: '${{ vars.b }}' }] }],
  ['one of some values', 'git-push', { path: '.', provider: '${{ vars.provider }}' }],
  ['a text of a certain form', 'http', { url: 'x', timeout: '${{ vars.t }}', method: '${{ vars.m }}' }],
  ['a list', 'argocd-update', { apps: '${{ vars.apps }}' }],
  ['a mapping in a list', 'git-clone', { repoURL: 'x', checkout: ['${{ vars.checkout }}'] }],
  ['a whole config', 'git-clone', '${{ vars.config }}'],
  ['a field name', 'git-clear', { path: '.', '${{ vars.field }}': 1 }],
  ['a part of a URL', 'git-open-pr', { repoURL: '${{ vars.url }}', sourceBranch: 'a', targetBranch: 'b' }],
  [
    'a member of a list without duplicates',
    'argocd-wait',
    { apps: [{ name: 'x', waitFor: ['${{ a }}', '${{ a }}'] }] },
  ],
  [
    'nothing beside another alternative',
    'kustomize-set-image',
    { path: '.', images: [{ image: 'x', tag: '1', digest: '${{ vars.d }}' }] },
  ],
  ['one of two alternatives', 'delete', { path: '${{ vars.path }}', paths: ['b'] }],
  [
    'what makes an alternative hold',
    'git-push',
    { path: '.', generateTargetBranch: '${{ vars.g }}', targetBranch: '${{ vars.t }}' },
  ],
])('an expression may stand for %s', (_, uses, config) => {
  expect(said(uses, config)).toEqual([]);
});

test('fails beside an expression when no value of it could help', () => {
  expect(
    said('git-clone', { repoURL: '${{ vars.x }}', checkout: [{ branch: 'a', tag: 'b', path: '${{ vars.y }}' }] }),
  ).toEqual([
    "'config.checkout[0]' should have none of 'branch', 'commit', 'tag', or 'branch' without 'commit', 'tag', or 'commit' without 'branch', 'tag', or 'tag' without 'branch', 'commit', got 'branch', 'tag'",
  ]);
});

test.each(Object.keys(steps))('every field of %s may be an expression', (uses) => {
  const { properties = {} } =
    (steps as unknown as { readonly [name: string]: { readonly properties?: object } })[uses] ?? {};
  const fields = Object.keys(properties).length === 0 ? ['any'] : Object.keys(properties);
  expect(said(uses, Object.fromEntries(fields.map((field) => [field, '${{ vars.x }}'])))).toEqual([]);
});

const RIGHT: readonly [uses: string, config: unknown][] = [
  [
    'git-clone',
    {
      repoURL: 'x',
      author: { name: 'a', email: 'a@b' },
      checkout: [
        { path: '.', branch: 'b', create: true },
        { path: 'c', tag: 't' },
      ],
    },
  ],
  [
    'argocd-update',
    {
      apps: [
        { name: 'a', sources: [{ repoURL: 'x', desiredRevision: 'r', updateTargetRevision: true }] },
        { selector: { matchExpressions: [{ key: 'k', operator: 'In', values: ['v'] }] } },
      ],
    },
  ],
  ['argocd-wait', { apps: [{ selector: { matchLabels: { a: 'b' } }, waitFor: ['health', 'sync'] }] }],
  ['git-push', { path: '.', tag: 'v1', maxAttempts: 3 }],
  [
    'kustomize-set-image',
    {
      path: '.',
      images: [
        { image: 'x', tag: '1' },
        { image: 'y', digest: 'sha256:a' },
      ],
    },
  ],
];

/** The value with an expression in place of each value within it, one at a time. */
function withExpressions(value: unknown): unknown[] {
  const inside =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, member]) =>
          withExpressions(member).map((changed) =>
            Array.isArray(value)
              ? value.map((item, i) => (String(i) === key ? changed : item))
              : { ...value, [key]: changed },
          ),
        )
      : [];
  return ['${{ vars.x }}', ...inside];
}

test.each(RIGHT)('a config of %s that is right stays right with an expression anywhere', (uses, config) => {
  expect(said(uses, config)).toEqual([]);
  const changed = withExpressions(config);
  expect(changed.length).toBeGreaterThan(3);
  expect(changed.flatMap((each) => said(uses, each))).toEqual([]);
});

test.each([
  ['git-colne', 'git-clone'],
  ['git-clon', 'git-clone'],
  ['Git-Clone', 'git-clone'],
  ['argocd_update', 'argocd-update'],
  ['COPY', 'copy'],
])("fails when a step is called '%s'", (uses, meant) => {
  expect(check(stageWith({ uses }))).toEqual([
    expect.objectContaining({
      id: 'step-unknown',
      message: `Stage apps/x: '${PLACE}.uses' is '${uses}', which is no built-in step`,
      fix: `did you mean '${meant}'?`,
    }),
  ]);
});

test.each(['mail', 'https', 'jira', 'helm-push', 'git-merge', 'my-org/deploy', 'send-message'])(
  "a step called '%s' may be a custom one",
  (uses) => {
    expect(said(uses, { anything: true })).toEqual([]);
  },
);

test('a step that calls a task has no config to check', () => {
  expect(check(stageWith({ task: { name: 'promote' } }))).toEqual([]);
});

test('a Kargo newer than the schemas may have other steps', () => {
  const clusters = [cluster('prod', stageWith({ uses: 'git-clear', config: {} }))];
  expect(checkSteps(fleet({ clusters, kargoVersion: '1.12.0' }))).toEqual([]);
  expect(checkSteps(fleet({ clusters, kargoVersion: '1.10.10' }))).toHaveLength(1);
});

test('no value of any kind stops the check', () => {
  const uses = fc.constantFrom(...Object.keys(steps));
  fc.assert(
    fc.property(uses, fc.jsonValue(), fc.jsonValue(), (name, config, other) => {
      check(stageWith({ uses: name, config }, other), task('PromotionTask', other));
    }),
    { numRuns: 200 },
  );
});

test('the config of a step that calls a task as well is another mistake of the same kind, and not told', () => {
  expect(check(stageWith({ uses: 'git-clone', config: { nonsense: 1 } }))).not.toEqual([]);
  expect(check(stageWith({ uses: 'git-clone', config: { nonsense: 1 }, task: { name: 'promote' } }))).toEqual([]);
});

test('fails once when a required field of a config is misspelt', () => {
  expect(said('git-clone', { repoUrl: 'https://x/y', checkout: [{ branch: 'main', path: './src' }] })).toEqual([
    "'config.repoUrl' is not a field that Kargo knows, and 'spec.promotionTemplate.spec.steps[0].config.repoURL' is missing",
  ]);
});
