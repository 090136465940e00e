import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printAdminResult } from '../../lib/cli/admin-credentials-format';
import { printResults } from '../../lib/cli/credentials-format';
import { formatDiagnosis } from '../../lib/cli/doctor-format';
import type { JsonOutput } from '../../lib/cli/json-output';
import { removeJson } from '../../lib/cli/remove-format';
import { UserError } from '../../lib/core/user-error';
import type { Change } from '../../lib/credentials/target';
import { KubeError } from '../../lib/kube/error';
import { HealthyFleet, lease, ref } from '../doctor/fleet';
import { ROOT, temporaryFolder } from '../tools/app';
import { pageOf } from '../tools/documents';
import { inProcess, runCommand } from '../tools/in-process';

/** What the reference says of a command's JSON: by the path of each key, whether it may be missing. */
function documented(command: string): ReadonlyMap<string, boolean> {
  const [, section = ''] = pageOf('docs/reference/commands.md').text.split(`\n## cdk8s-kargo ${command}\n`);
  const [own = ''] = section.split('\n## ');
  const rows = [...own.matchAll(/^\| `([^`]+?)(\??)` \|/gm)];
  return new Map(rows.map(([, path = '', optional]) => [path, optional === '?']));
}

/** The path of each key; those of the items of a list once. */
function pathsIn(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) {
    return [...new Set(value.flatMap((item) => pathsIn(item, path)))];
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, member]) => {
        const own = `${path}${key}${Array.isArray(member) ? '[]' : ''}`;
        return [own, ...pathsIn(member, `${own}.`)];
      })
    : [];
}

const CHANGE: Required<Change> = { cluster: 'dev', object: 'Secret kargo/x', done: 'created', detail: 'why' };
const ERROR = new UserError('it does not work', 'mend it');

const invalid = JSON.stringify({
  apiVersion: 'kargo.akuity.io/v1alpha1',
  kind: 'Stage',
  metadata: {
    name: 'web',
    namespace: 'apps',
    annotations: { 'ignore-check.cdk8s-kargo/shard-label-only': 'it is known' },
    labels: { 'kargo.akuity.io/shard': 'dev' },
  },
  spec: {},
});

/** What commands print: all that they can, and the least. */
const PRINTED: { readonly [command in keyof JsonOutput]: () => Promise<readonly string[]> } = {
  check: async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'stage.yaml'), invalid);
    const { stdout } = await runCommand(['check', folder, '--format', 'json']);
    return [stdout];
  },
  credentials: async () => {
    const verification = { server: 'https://prod', user: 'somebody', asked: 1, problems: ['it may not'] };
    const most = { shard: 'dev-shard', changes: [CHANGE], verification, error: ERROR };
    const how = { format: 'json', dryRun: false } as const;
    const { stdout } = await inProcess(() => printResults([most, { shard: 'staging-shard' }], how));
    return [stdout];
  },
  'admin-credentials': async () => {
    const output = join(temporaryFolder(), 'admin.yaml');
    const least = await runCommand(['admin-credentials', '--dry-run', '--format', 'json', '--output', output], {
      cwd: ROOT,
    });
    const most = { changes: [CHANGE], password: 'x', next: 'kubectl', error: ERROR };
    const { stdout } = await inProcess(() => printAdminResult(most, { format: 'json' }));
    return [least.stdout, stdout];
  },
  remove: async () => {
    const least = {
      shard: 'dev-shard',
      dryRun: false,
      edits: [],
      blockers: { named: [], running: [] },
      steps: [],
      stays: [],
      changes: [],
    };
    const step = { cluster: 'dev', ref: { apiVersion: 'v1', kind: 'Secret', name: 'x', namespace: 'kargo' } };
    return [removeJson(least), removeJson({ ...least, steps: [step], changes: [CHANGE], error: ERROR })];
  },
  doctor: async () => {
    const fleet = new HealthyFleet();
    const healthy = formatDiagnosis(await fleet.diagnose(), 3, 'json');
    fleet.dev.fails = () => new KubeError('unreachable', 'it cannot be reached', 'check it');
    fleet.staging.fails = (call) =>
      call === 'get Secret kargo/kargo-controlplane-token'
        ? new KubeError('forbidden', 'it may not', 'allow it')
        : undefined;
    fleet.prod.with(lease('staging-shard', 3600));
    await fleet.prod.delete(ref('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'kargo-controller-dev-shard'));
    return [healthy, formatDiagnosis(await fleet.diagnose(), 3, 'json')];
  },
};

describe.each(Object.entries(PRINTED))('%s --format json', (command, print) => {
  const told = documented(command);

  test('prints the keys that the reference has, and no others', async () => {
    const printed = (await print()).flatMap((text) => pathsIn(JSON.parse(text)));
    expect([...new Set(printed)].sort()).toEqual([...told.keys()].sort());
  });

  test('leaves out none but those that the reference says may be missing', async () => {
    expect((await print()).flatMap((text) => missingIn(JSON.parse(text), told))).toEqual([]);
  });
});

/** Documented keys that an object lacks, or one in it. */
function missingIn(value: unknown, told: ReadonlyMap<string, boolean>, path = ''): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => missingIn(item, told, path));
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const members = new Map(
    Object.entries(value).map(([key, member]) => [`${path}${key}${Array.isArray(member) ? '[]' : ''}`, member]),
  );
  const own = [...told].filter(([key]) => key.startsWith(path) && !key.slice(path.length).includes('.'));
  const missing = own.filter(([key, isOptional]) => !isOptional && !members.has(key)).map(([key]) => key);
  return [...missing, ...[...members].flatMap(([key, member]) => missingIn(member, told, `${key}.`))];
}
