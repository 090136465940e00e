import { folderOf } from '../source/folder';
import { bundledCommand } from '../tools/command';
import { runCommand } from '../tools/in-process';

const PIPELINES = `apiVersion: kargo.akuity.io/v1alpha1
kind: Project
metadata:
  name: apps
---
apiVersion: v1
kind: Namespace
metadata:
  name: apps
  labels: # project-namespace-label
    team: a
---
apiVersion: kargo.akuity.io/v1alpha1
kind: ProjectConfig
metadata:
  namespace: apps
  name: config # project-config-name
spec:
  promotionPolicies:
    - stage: one
      autoPromotionEnabled: true
    - stage: nothing # policy-matches-nothing
    - autoPromotionEnabled: true
      stage: one # policy-invalid
---
apiVersion: kargo.akuity.io/v1alpha1
kind: Warehouse
metadata:
  name: nginx
  namespace: apps
  creationTimestamp: "2026-01-01T00:00:00Z" # server-field
  labels:
    ok: a
    bad key: b # label-invalid
    kargo.akuity.io/shard: eu # shard-label-only
spec:
  freightCreationPolicy: Automatic
  interval: 5m # admission-drift
  subscriptions:
    - image: {imageSelectionStrategy: SemVer, strictSemvers: true, discoveryLimit: 20,
        repoURL: x,
        semverConstraint: ^1} # subscription-invalid
    - image:
        repoURL: x
        imageSelectionStrategy: SemVer
        strictSemvers: true
        discoveryLimit: 20
        allowTags: ^v # subscription-tags
---
apiVersion: kargo.akuity.io/v1alpha1
kind: Stage
metadata:
  name: one
  namespace: apps
spec:
  shard: us # shard-undeclared
  requestedFreight:
    - origin:
        kind: Warehouse
        name: nginxx # warehouse-missing
      sources:
        stages:
          - two # freight-circle
          - three # stage-missing
    - origin:
        kind: Warehouse
        name: nginx
      sources: # freight-unreachable
        direct: false
  verification:
    analysisTemplates:
      - name: smoke # analysis-template-missing
    args:
      - name: a
        value: \${{ vars.b }} # variable-undeclared
  promotionTemplat: {} # spec-unknown-field
  promotionTemplate:
    spec:
      vars:
        - name: a
          value: a
      steps:
        - uses: git-clone
          as: clone
          config:
            repoURL: https://x/y
            checkout:
              - branch: main
                path: 3 # step-config
        - config:
            path: ./out
          uses: git-cleer # step-unknown
        - uses: yaml-update
          as: clone # alias-duplicate
          config:
            path: x
            updates:
              - key: a
                value: \${{ vars.a }}
              - key: b
                value: \${{ vars.c }} # variable-undeclared
              - key: c
                value: \${{ outputs.later.d }} # output-missing
        - task: # variable-unset
            name: promote
          if: x # task-step-invalid
        - uses: git-clear
          as: step-4 # alias-reserved
          config:
            path: ./out
        - task: { name: gone } # promotion-task-missing
---
apiVersion: kargo.akuity.io/v1alpha1
kind: Stage
metadata:
  name: two
  namespace: apps
spec:
  requestedFreight:
    - origin: { kind: Warehouse, name: nginx }
      sources: { direct: true }
    - origin:
        kind: Warehouse
        name: nginx # freight-origin-twice
      sources:
        direct: true
        autoPromotionOptions:
          selectionPolicy: MatchUpstream # freight-match-upstream
    - origin: { kind: Warehouse, name: nginxx } # warehouse-missing
      sources:
        stages: [ one ]
---
apiVersion: kargo.akuity.io/v1alpha1
kind: PromotionTask
metadata:
  name: promote
  namespace: apps
spec:
  vars:
    - name: needed
  steps:
    - uses: git-clear
      config:
        path: \${{ vars.free }} # variable-undeclared
---
apiVersion: kargo.akuity.io/v1alpha1
kind: Warehouse
metadata:
  name: lost
  namespace: elsewhere # project-missing
spec:
  subscriptions: 3 # spec-invalid
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: Nginx # name-invalid
  namespace: argocd
  annotations:
    kargo.akuity.io/authorized-stage: apps # authorized-stage-invalid
    ignore-check.cdk8s-kargo/role-missin: because # ignore-unused
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: x
spec:
  template:
    spec:
      containers:
        - name: a
          env:
            - name: A
            - value: b
              name: "B=" # env-name-invalid
---
apiVersion: v1
kind: Secret
metadata:
  name: x
stringData:
  token: hunter2 # secret-in-output
`;

/** `line id` of every mark, a mark being the id of a finding in a comment. */
function marks(text: string): string[] {
  return text.split(/\r?\n/).flatMap((line, i) => {
    const [, id] = / # ([a-z-]+)$/.exec(line) ?? [];
    return id === undefined ? [] : [`${i + 1} ${id}`];
  });
}

// Standard input is read at once, by its number, which is the process's own.
const command = bundledCommand();

async function told(text: string): Promise<string[]> {
  const args = ['check', 'a.yaml', '--format', 'json', '--assume', 'complete', '--shards', 'eu'];
  const { stdout } = await runCommand(args, { cwd: folderOf({ 'a.yaml': text }) });
  const { findings } = JSON.parse(stdout) as { findings: { line: number; id: string }[] };
  return findings.map(({ line, id }) => `${line} ${id}`);
}

const sorted = (lines: readonly string[]) => [...lines].sort();

/** The same objects in one document. */
function listed(text: string): string {
  const items = text.split('---\n').map((document) => `  -\n${document.replaceAll(/^(?=.)/gm, '    ')}`);
  return `apiVersion: v1\nkind: List\nitems:\n${items.join('')}`;
}

test.each([
  ['documents of one file', PIPELINES],
  ['documents with lines that end in CRLF', PIPELINES.replaceAll('\n', '\r\n')],
  ['items of a List', listed(PIPELINES)],
])('each finding is at the line of the field that is wrong: %s', async (_, text) => {
  expect(sorted(await told(text))).toEqual(sorted(marks(text)));
});

test('findings are in the order of these lines, errors first', async () => {
  const lines = (await told(PIPELINES)).map((line) => Number.parseInt(line, 10));
  const warnings = lines.findIndex((line, i) => line < (lines[i - 1] ?? 0));
  const ascending = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);
  expect(lines.slice(0, warnings)).toEqual(ascending(lines.slice(0, warnings)));
  expect(lines.slice(warnings)).toEqual(ascending(lines.slice(warnings)));
});

test('what is read from standard input has lines too', async () => {
  const stage =
    'apiVersion: kargo.akuity.io/v1alpha1\nkind: Stage\nmetadata:\n  name: a\n  namespace: apps\nspec:\n  shard: [1]\n';
  const { stdout } = command.run(['check', '-'], { input: stage });
  expect(stdout).toContain("-:7: error spec-invalid: Stage apps/a: 'spec.shard' should be a text, got a list\n");
});

test('two objects of one List with one name are told apart by their lines', async () => {
  const item = '- { apiVersion: v1, kind: ConfigMap, metadata: { name: a } }\n';
  const { stdout } = await runCommand(['check', '.'], {
    cwd: folderOf({ 'a.yaml': `apiVersion: v1\nkind: List\nitems:\n${item}${item}` }),
  });
  expect(stdout).toBe('a.yaml:5: error object-duplicate: ConfigMap a is there twice: at a.yaml:4 and at a.yaml:5\n');
});

test('what an annotation ignores is told at the line of the field too', async () => {
  const { stderr } = await runCommand(['check', '.'], {
    cwd: folderOf({
      'a.yaml':
        'apiVersion: kargo.akuity.io/v1alpha1\nkind: Stage\nmetadata:\n  name: a\n  namespace: apps\n  annotations:\n    ignore-check.cdk8s-kargo/spec-unknown-field: newer\nspec:\n  requestedFreight: [{ origin: { kind: Warehouse, name: a }, sources: { direct: true } }]\n  new: 1\n',
    }),
  });
  expect(stderr).toContain('ignored: a.yaml:10: spec-unknown-field: ');
});
