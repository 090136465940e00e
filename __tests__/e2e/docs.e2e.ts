import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FleetDescription } from '../../lib/description/fleet-description';
import { ROOT } from '../tools/app';
import { blocks, type Page, pageOf } from '../tools/documents';
import { kubectl } from '../tools/kubectl-layer';
import { cdk8sKargo } from './tools/command';
import { DIST, TestFleet } from './tools/fleet';
import { filledToken, refused, secretText, tokenUser } from './tools/tokens';

let fleet: TestFleet;
let bin: string;

beforeAll(async () => {
  fleet = await TestFleet.start();
  bin = join(fleet.folder, 'bin');
  mkdirSync(bin);
  // Nothing runs on these clusters, so that nobody waits for a Deployment or reads a log.
  executable(
    'kubectl',
    `case "$*" in *" wait "*--for=condition=Available*|*" logs "*) exit 0;; esac\nexec '${kubectl()}' "$@"`,
  );
  // Without nodes there is much for doctor to tell; dist is as it is committed; what is asked at a terminal is answered; and the address of the example is nobody's.
  const main = join(ROOT, 'build', 'lib', 'cli', 'main.js');
  executable(
    'npx',
    `case "$1 $2 $3" in
  "cdk8s synth "*) exit 0;;
  *" doctor "*) shift; '${process.execPath}' '${main}' "$@" || test $? = 1; exit;;
  *" admin-credentials "*|*" remove "*) set -- "$@" --yes;;
  *" credentials verify") set -- "$@" --server '${fleet.cluster('prod').server}';;
  *" credentials deliver"|*" credentials renew"|*" credentials revoke") set -- "$@" --yes;;
esac
shift
exec '${process.execPath}' '${main}' "$@"`,
  );
});
afterAll(() => fleet?.stop());

describe('the commands of the documents, in this order', () => {
  test('the README applies the fleet and delivers its credentials', async () => {
    const printed = await follow(section(pageOf('README.md'), 'Applying it', 'Credentials'));
    expect(printed).toContain('stage.kargo.akuity.io/nginx-prod created');
    expect(printed).toContain('dev created: token until');
    expect(printed).toContain('staging created: token until');
  });

  test('the README renews and verifies them, and revokes those of a shard', async () => {
    const printed = await follow(
      section(pageOf('README.md'), 'Credentials', 'GitOps'),
      (line) => !line.includes('verify'),
    );
    expect(printed).toContain('unchanged: the token there works');
    await expect(follow('npx cdk8s-kargo credentials verify dev-shard')).rejects.toThrow('was revoked');
  });

  test.each([
    ['revoke-credentials', 'Give the shard a new one', 'What else to change', 'dev-shard: '],
    ['add-a-shard', '3. Apply', '4. See', 'staging-shard: '],
    ['move-a-stage', '2. Wait until none runs', '3. Move it', 'NAME'],
    ['upgrade', '3. The control plane', 'Going back', 'deployment.apps/kargo-controller'],
    ['rotate-credentials', 'Rotate credentials', 'From a cron job', 'unchanged: the token there is not that old'],
    ['diagnose', 'By hand', 'Symptoms', 'nginx-dev'],
  ])('%s works: %s', async (name, from, to, said) => {
    expect(await follow(section(pageOf(`docs/how-to/${name}.md`), from, to))).toContain(said);
  });

  test('adopt-existing finds nothing in the cluster of a shard', async () => {
    const [, script = ''] = blocks(pageOf('docs/how-to/adopt-existing.md'), 'sh');
    const [look = ''] = script.split('\n');
    // No CRD of Kargo's is there.
    await expect(follow(look)).rejects.toThrow("doesn't have a resource type");
    expect(
      await follow(section(pageOf('docs/how-to/adopt-existing.md'), 'What Helm still thinks', 'What differs')),
    ).toContain('kargo-api annotate');
  });

  test('rotate-credentials names the rights that renewing needs, and revoking', async () => {
    const roles = blocks(pageOf('docs/how-to/rotate-credentials.md'), 'yaml').filter((text) =>
      text.includes('kind: Role'),
    );
    const tokens = [];
    for (const [cluster, role] of [
      ['prod', roles[0]],
      ['dev', roles[1]],
    ] as const) {
      const run = (args: string[], input?: string) =>
        fleet.kubectl.run(`${cluster}-cluster`, ['-n', 'kargo', ...args], input);
      await run(['apply', '-f', '-'], role);
      await run(['create', 'serviceaccount', 'renewer']);
      await run(['create', 'rolebinding', 'renewer', '--role=kargo-credentials', '--serviceaccount=kargo:renewer']);
      tokens.push({ cluster, token: (await run(['create', 'token', 'renewer'])).trim() });
    }
    const limited = join(fleet.folder, 'limited');
    writeFileSync(limited, kubeconfigWith(tokens), { mode: 0o600 });
    const works = async (command: string, ...options: string[]) => {
      const args = ['credentials', command, 'dev-shard', '--yes', ...options];
      const { status, stdout, stderr } = await cdk8sKargo(limited, args);
      expect({ command, status, stdout, stderr }).toMatchObject({ command, status: 0 });
    };
    await works('renew');
    await works('revoke');
    await fleet.apply('prod', IDENTITY);
    await works('deliver');
    expect(await secretText(fleet, 'dev', 'kargo-controlplane-token', 'token')).toMatch(/^eyJ/);

    // A token that never ends is not made by the job.
    const lasting = (roles[0] ?? '').replaceAll(/.*# delivered\n/g, '');
    expect(lasting).not.toContain('create');
    await fleet.kubectl.run('prod-cluster', ['-n', 'kargo', 'apply', '-f', '-'], lasting);
    const dist = staticDist();
    const token = await makeLasting();
    await works('deliver', '--dist', dist);
    expect(await tokenUser(fleet, token)).toBeDefined();
    await works('revoke', '--dist', dist);
    expect(await tokenUser(fleet, token)).toBeUndefined();
    await fleet.apply('prod', IDENTITY);
  });

  test('change-credentials ends what the former strategy has left', async () => {
    const page = pageOf('docs/how-to/change-credentials.md');
    const token = await makeLasting();
    await cdk8sKargo(fleet.kubeconfig, ['credentials', 'deliver', 'dev-shard', '--yes', '--dist', staticDist()]);
    expect(await secretText(fleet, 'dev', 'kargo-controlplane-token', 'token')).toBe(token);
    expect(await follow(section(page, 'Apply, and deliver', 'Delete what remains'))).toContain('replaced: token until');
    expect(await follow('npx cdk8s-kargo doctor')).toContain('lasting-token-left');
    await follow(section(page, 'Delete what remains', 'Verify'));
    expect(await follow(section(page, 'Verify', 'From External Secrets'))).not.toContain('lasting-token-left');
    await refused(fleet, token);
  });

  test('remove leaves nothing', async () => {
    await follow(section(pageOf('docs/how-to/remove.md'), 'Everything'));
    for (const cluster of ['prod', 'dev', 'staging']) {
      const left = await fleet.kubectl.run(`${cluster}-cluster`, ['get', 'namespaces,clusterroles,crd', '-o', 'name']);
      expect(left.split('\n').filter((name) => /kargo|argocd-example-apps/.test(name))).toEqual([]);
    }
  });
});

/** The identity of dev-shard, as a file of dist. */
const IDENTITY = '2-kargo/20_ServiceAccount_kargo_kargo-controller-dev-shard.yaml';
const LASTING = 'kargo-controller-dev-shard-token';

/** What `credentials` reads of a fleet whose dev-shard has strategy staticToken. */
function staticDist(): string {
  const description = JSON.parse(readFileSync(join(DIST, 'fleet.json'), 'utf8')) as FleetDescription;
  const credentials = { strategy: 'staticToken', tokenSecret: 'kargo-controlplane-token', lastingSecret: LASTING };
  const shards = description.shards.map((shard) =>
    shard.name === 'dev-shard' ? { ...shard, controller: { ...shard.controller, credentials } } : shard,
  );
  const dist = join(fleet.folder, 'static');
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, 'fleet.json'), JSON.stringify({ ...description, shards }));
  return dist;
}

/** Makes the Secret that such a fleet has, and gives the token that Kubernetes fills it with. */
async function makeLasting(): Promise<string> {
  const annotations = { 'kubernetes.io/service-account.name': 'kargo-controller-dev-shard' };
  const metadata = { name: LASTING, namespace: 'kargo', annotations };
  const secret = { apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/service-account-token', metadata };
  await fleet.kubectl.run('prod-cluster', ['apply', '-f', '-'], JSON.stringify(secret));
  return filledToken(fleet, LASTING);
}

function executable(name: string, script: string): void {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}

/** What is between two headings. */
function section({ path, text }: Page, from: string, to?: string): string {
  const start = text.search(new RegExp(`^#+ ${from}`, 'm'));
  const end = to === undefined ? text.length : text.search(new RegExp(`^#+ ${to}`, 'm'));
  const scripts = blocks({ path, text: text.slice(start, end) }, 'sh');
  if (start === -1 || end <= start || scripts.length === 0) {
    throw new Error(`${path} has no commands between '${from}' and '${to}'`);
  }
  return scripts.join('');
}

/** Runs the lines of a script one by one, and gives what they print; rejects with what the first one that fails prints. */
async function follow(script: string, chosen: (line: string) => boolean = () => true): Promise<string> {
  let printed = '';
  for (const line of script.replaceAll('\\\n', ' ').split('\n').filter(chosen)) {
    const appliesKargo = /apply -f dist\/prod\/2-kargo/.test(line);
    if (appliesKargo) {
      // The stand-in has an address of its own in them, which cannot be merged with that of dist.
      const kinds = 'mutatingwebhookconfiguration,validatingwebhookconfiguration';
      await fleet.kubectl.run('prod-cluster', ['delete', kinds, 'kargo', '--ignore-not-found']);
    }
    printed += await shell(line);
    if (appliesKargo) {
      await fleet.answerWebhooks();
    }
  }
  return printed;
}

function shell(line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, KUBECONFIG: fleet.kubeconfig, PATH: `${bin}:${process.env.PATH}` };
    const child = spawn('sh', ['-c', line], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => out.push(chunk));
    child.once('error', reject);
    child.once('close', (status) => {
      const text = Buffer.concat(out).toString('utf8');
      return status === 0 ? resolve(text) : reject(new Error(`${line} ended with status ${status}: ${text}`));
    });
  });
}

function kubeconfigWith(tokens: readonly { readonly cluster: string; readonly token: string }[]): string {
  const entries = tokens.map(({ cluster, token }) => ({ ...fleet.cluster(cluster).kubeconfig, token }));
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: entries.map(({ cluster }) => cluster),
    users: entries.map(({ user, token }) => ({ ...user, user: { token } })),
    contexts: entries.map(({ context }) => context),
  });
}
