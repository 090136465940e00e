import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cdk8sKargo } from './tools/command';
import { kubeconfigOf } from './tools/control-plane';
import { TestFleet } from './tools/fleet';
import { endedToken, filledToken, secretText, tokenUser } from './tools/tokens';

let fleet: TestFleet;
const credentials = (...args: string[]) => cdk8sKargo(fleet.kubeconfig, ['credentials', ...args]);
const server = () => fleet.cluster('prod').server;
const verified = (shard: string) => credentials('verify', shard, '--server', server());
const tokenOf = (cluster: string) => secretText(fleet, cluster, 'kargo-controlplane-token', 'token');

beforeAll(async () => {
  fleet = await TestFleet.start();
  await fleet.applyAll();
});
afterAll(() => fleet?.stop());

describe('deliver', () => {
  test('changes nothing in a dry run', async () => {
    const { status, stdout } = await credentials('deliver', '--all', '--dry-run');
    expect(status).toBe(0);
    expect(stdout).toContain('dev-shard: Secret kargo/kargo-controlplane-token in dev would be created');
    await expect(tokenOf('dev')).rejects.toThrow('not found');
  });

  test('asks first, and where nobody can be asked changes nothing', async () => {
    const { status, stderr } = await credentials('deliver', '--all');
    expect(status).toBe(1);
    expect(stderr).toContain('fix: give --yes');
    await expect(tokenOf('dev')).rejects.toThrow('not found');
  });

  test('gives each shard a token of its own, for an identity of its own', async () => {
    const { status, stdout } = await credentials('deliver', '--all', '--yes');
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/dev created: token until 20/) });
    expect(await tokenUser(fleet, await tokenOf('dev'))).toBe('system:serviceaccount:kargo:kargo-controller-dev-shard');
    expect(await tokenUser(fleet, await tokenOf('staging'))).toBe(
      'system:serviceaccount:kargo:kargo-controller-staging-shard',
    );
  });

  test('shows no token', async () => {
    const { stdout, stderr } = await credentials('renew', 'dev-shard', '--yes', '--format', 'json');
    expect(stdout + stderr).not.toMatch(/eyJ/);
    expect(stdout).toContain('"done": "replaced"');
  });

  test('leaves a token that works as it is', async () => {
    const before = await tokenOf('dev');
    const { status, stdout } = await credentials('deliver', 'dev-shard', '--yes');
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringContaining('unchanged: the token there works'),
    });
    expect(await tokenOf('dev')).toBe(before);
  });

  test('refuses a Secret that somebody else manages', async () => {
    const args = ['-n', 'kargo', 'label', 'secret', 'kargo-controlplane-token', '--overwrite'];
    await fleet.kubectl.run('staging-cluster', [...args, 'app.kubernetes.io/managed-by=external-secrets']);
    const { status, stderr } = await credentials('deliver', 'staging-shard', '--yes');
    await fleet.kubectl.run('staging-cluster', [...args, 'app.kubernetes.io/managed-by=cdk8s-kargo']);
    expect(status).toBe(1);
    expect(stderr).toContain('managed by external-secrets');
  });

  test('stopped half-way leaves nothing that looks whole, and can be run again', async () => {
    const { apiserver } = fleet.cluster('staging');
    await deleteToken('staging');
    apiserver.pause();
    const start = Date.now();
    const { status, stderr } = await credentials('deliver', 'staging-shard', '--yes');
    apiserver.resume();
    expect(status).toBe(1);
    expect(stderr).toContain(`${fleet.cluster('staging').server} does not answer within 10 s`);
    expect(Date.now() - start).toBeLessThan(15_000);
    await expect(tokenOf('staging')).rejects.toThrow('not found');
    expect((await credentials('deliver', 'staging-shard', '--yes')).status).toBe(0);
    expect((await verified('staging-shard')).status).toBe(0);
  });
});

describe('deliver --output', () => {
  test('writes the Secret into a new file that only its owner can read, and nothing into the cluster', async () => {
    const before = await tokenOf('dev');
    const path = join(fleet.folder, 'token.yaml');
    const first = await credentials('deliver', 'dev-shard', '--yes', '--output', path);
    expect(first).toMatchObject({ status: 0, stdout: expect.stringContaining(`in ${path} created: token until`) });
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
    expect(await tokenOf('dev')).toBe(before);
    const again = await credentials('deliver', 'dev-shard', '--yes', '--output', path);
    expect(again).toMatchObject({ status: 1, stderr: expect.stringContaining('is there already') });
    await fleet.kubectl.run('dev-cluster', ['apply', '--server-side', '--force-conflicts', '-f', path]);
    expect((await verified('dev-shard')).status).toBe(0);
  });

  test('- is stdout, with nothing else on it', async () => {
    const { status, stdout } = await credentials('deliver', 'dev-shard', '--yes', '--output', '-');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^---\napiVersion: v1\nkind: Secret\n/);
    await fleet.kubectl.run(
      'dev-cluster',
      ['apply', '--dry-run=server', '--server-side', '--force-conflicts', '-f', '-'],
      stdout,
    );
  });
});

describe('the delivered kubeconfig', () => {
  test('works with kubectl as the controller has it', async () => {
    const text = await secretText(fleet, 'dev', 'kargo-controlplane-kubeconfig', 'kubeconfig.yaml');
    const at = (key: string) => join(fleet.folder, `dev-${key}`);
    writeFileSync(at('ca.crt'), await secretText(fleet, 'dev', 'kargo-controlplane-token', 'ca.crt'));
    writeFileSync(at('token'), await tokenOf('dev'), { mode: 0o600 });
    const mounted = text
      .replaceAll('/etc/kargo/controlplane/', `${fleet.folder}/dev-`)
      .replace('https://prod.example.com:6443', server());
    const path = join(fleet.folder, 'mounted');
    writeFileSync(path, mounted, { mode: 0o600 });
    const kubectl = fleet.kubectl.with(path);
    expect(await kubectl.run('kargo-controlplane', ['get', 'stages', '-A', '-o', 'name'])).toContain('nginx-dev');
    await expect(kubectl.run('kargo-controlplane', ['-n', 'kube-system', 'get', 'secrets'])).rejects.toThrow(
      'forbidden',
    );
  });
});

describe('renew', () => {
  test('leaves a token that is young enough', async () => {
    const { stdout } = await credentials('renew', 'dev-shard', '--yes', '--if-older-than', '12h');
    expect(stdout).toContain('unchanged: the token there is not that old');
  });

  test('leaves no moment without a valid token', async () => {
    let refused = 0;
    let asked = 0;
    let done = false;
    const watcher = (async () => {
      while (!done) {
        const token = await tokenOf('dev');
        await sleep(20);
        asked += 1;
        refused += (await tokenUser(fleet, token)) === undefined ? 1 : 0;
      }
    })();
    for (let i = 0; i < 3; i++) {
      expect((await credentials('renew', 'dev-shard', '--yes')).status).toBe(0);
    }
    done = true;
    await watcher;
    expect(asked).toBeGreaterThan(5);
    expect(refused).toBe(0);
  });
});

describe('verify', () => {
  test('finds that each shard may do what it needs, and nothing else', async () => {
    const { status, stdout } = await credentials('verify', '--all', '--server', server());
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('nothing that it must not') });
  });

  test('says which address was tried', async () => {
    const { status, stderr } = await credentials('verify', 'dev-shard');
    expect(status).toBe(1);
    expect(stderr).toContain('https://prod.example.com:6443 cannot be reached');
  });

  test('finds a right that is missing, and one too many', async () => {
    const admin = (...args: string[]) => fleet.kubectl.run('prod-cluster', args);
    const user = '--serviceaccount=kargo:kargo-controller-dev-shard';
    await admin('create', 'clusterrole', 'too-much', '--verb=get', '--resource=secrets');
    await admin('create', 'clusterrolebinding', 'too-much', '--clusterrole=too-much', user);
    const binding = 'kargo-controller-dev-shard-shared-resources-reader';
    await admin('-n', 'kargo-shared-resources', 'delete', 'rolebinding', binding);
    const { status, stdout } = await verified('dev-shard');
    await admin('delete', 'clusterrolebinding', 'too-much');
    await fleet.apply('prod', `2-kargo/32_RoleBinding_kargo-shared-resources_${binding}.yaml`);
    expect(status).toBe(1);
    expect(stdout).toContain('it may get secrets in kube-system, and must not');
    expect(stdout).toContain('it may not list secrets in kargo-shared-resources');
  });

  test('does not take the credential of one shard for that of another', async () => {
    const [dev, staging] = [await tokenOf('dev'), await tokenOf('staging')];
    await setToken('staging', dev);
    const { status, stdout } = await verified('staging-shard');
    await setToken('staging', staging);
    expect(status).toBe(1);
    expect(stdout).toContain("it is the credential of 'system:serviceaccount:kargo:kargo-controller-dev-shard'");
  });

  test('says when a token has ended', async () => {
    const before = await tokenOf('dev');
    await setToken('dev', endedToken(fleet, before));
    const { status, stderr } = await verified('dev-shard');
    const again = await credentials('deliver', 'dev-shard', '--yes');
    expect(status).toBe(1);
    expect(stderr).toContain('the token ended at 2020-');
    expect(again.stdout).toContain('replaced: token until');
  });

  test('names the key that is missing', async () => {
    await patchSecret('kargo-controlplane-kubeconfig', { kubeconfig: 'x', 'kubeconfig.yaml': null });
    const { stderr } = await verified('dev-shard');
    await fleet.kubectl.run('dev-cluster', ['-n', 'kargo', 'delete', 'secret', 'kargo-controlplane-kubeconfig']);
    await fleet.apply('dev', '2-kargo');
    expect(stderr).toContain(
      "has nothing under key 'kubeconfig.yaml', which is where the controller looks; it has kubeconfig",
    );
  });
});

describe('revoke', () => {
  const IDENTITY = 'kargo-controller-dev-shard';

  test('ends the tokens of one shard, whoever made them, and of no other', async () => {
    const inKargo = (args: string[], input?: string) =>
      fleet.kubectl.run('prod-cluster', ['-n', 'kargo', ...args], input);
    const metadata = {
      name: `${IDENTITY}-token`,
      namespace: 'kargo',
      annotations: { 'kubernetes.io/service-account.name': IDENTITY },
    };
    const left = { apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/service-account-token', metadata };
    await inKargo(['apply', '-f', '-'], JSON.stringify(left));
    const byHand = (await inKargo(['create', 'token', IDENTITY])).trim();
    const lasting = await filledToken(fleet, metadata.name);
    const ended = [await tokenOf('dev'), byHand, lasting];
    const staging = await tokenOf('staging');
    for (const token of ended) {
      expect(await tokenUser(fleet, token)).toBe(`system:serviceaccount:kargo:${IDENTITY}`);
    }
    const { status, stdout } = await credentials('revoke', 'dev-shard', '--yes');
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('they are refused') });
    expect(await Promise.all(ended.map((token) => tokenUser(fleet, token)))).toEqual([undefined, undefined, undefined]);
    expect(await tokenUser(fleet, staging)).toBeDefined();
    await expect(secretText(fleet, 'prod', metadata.name, 'token')).rejects.toThrow('not found');
  });

  test('has nothing to do the second time', async () => {
    const { status, stdout } = await credentials('revoke', 'dev-shard', '--yes');
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('none of its tokens is good') });
  });

  test('is undone by applying, and deliver', async () => {
    const { stderr } = await credentials('deliver', 'dev-shard', '--yes');
    expect(stderr).toContain(`ServiceAccount kargo/${IDENTITY} is not in cluster 'prod'`);
    await fleet.apply('prod', `2-kargo/20_ServiceAccount_kargo_${IDENTITY}.yaml`);
    expect((await credentials('deliver', 'dev-shard', '--yes')).status).toBe(0);
    expect((await verified('dev-shard')).status).toBe(0);
  });
});

describe('bad input', () => {
  test.each([
    ['no such shard', ['deliver', 'dev-shrad', '--yes'], "did you mean 'dev-shard'?"],
    ['no such context', ['deliver', 'dev-shard', '--yes', '--context', 'dev=nope'], "no context 'nope'"],
    ['a context of no cluster', ['deliver', 'dev-shard', '--yes', '--context', 'nope=dev'], "cluster 'nope'"],
    [
      'no kubeconfig',
      ['deliver', 'dev-shard', '--yes', '--kubeconfig', '/nowhere'],
      'there is no kubeconfig at /nowhere',
    ],
    ['no fleet.json', ['deliver', 'dev-shard', '--yes', '--dist', '/nowhere'], "there is no '/nowhere/fleet.json'"],
  ])('%s is told without a trace', async (_, args, message) => {
    const { status, stdout, stderr } = await credentials(...args);
    expect(status).toBe(1);
    expect(stdout + stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('a context of another cluster is found out before anything is written', async () => {
    const { status, stderr } = await credentials('deliver', 'dev-shard', '--yes', '--context', 'prod=dev-cluster');
    expect(status).toBe(1);
    expect(stderr).toContain("ServiceAccount kargo/kargo-controller-dev-shard is not in cluster 'prod'");
  });

  test.each([
    ['has a token', 'its Secret', (token: string) => setToken('staging', token)],
    ['has none yet', 'its controller', () => deleteToken('staging')],
  ])(
    'a context of another shard’s cluster that %s is found out by %s before anything is written',
    async (_, by, make) => {
      const [dev, staging] = [await tokenOf('dev'), await tokenOf('staging')];
      await make(staging);
      const { status, stdout, stderr } = await credentials(
        ...['deliver', 'dev-shard', '--yes', '--context', 'dev=staging-cluster'],
      );
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toContain(
        by === 'its Secret' ? "is of shard 'staging-shard', expected 'dev-shard'" : "claims shard 'staging-shard'",
      );
      expect(stderr).toContain('--context dev=CONTEXT');
      expect(await tokenOf('dev')).toBe(dev);
      expect((await credentials('deliver', 'staging-shard', '--yes')).status).toBe(0);
      expect((await verified('staging-shard')).status).toBe(0);
    },
  );

  test('a user without rights is told what is missing', async () => {
    const { kubeconfig } = fleet.cluster('prod');
    const poor = { name: 'prod', user: { token: await tokenOf('staging') } };
    const path = join(fleet.folder, 'poor');
    const entries = [{ ...fleet.cluster('prod'), kubeconfig: { ...kubeconfig, user: poor } }, fleet.cluster('dev')];
    writeFileSync(path, kubeconfigOf(entries), { mode: 0o600 });
    const { status, stderr } = await credentials('renew', 'dev-shard', '--yes', '--kubeconfig', path);
    expect(status).toBe(1);
    expect(stderr).toContain('cannot get resource "serviceaccounts"');
  });
});

function setToken(cluster: string, token: string): Promise<string> {
  const data = { token: Buffer.from(token).toString('base64') };
  const patch = ['patch', 'secret', 'kargo-controlplane-token', '-p', JSON.stringify({ data })];
  return fleet.kubectl.run(`${cluster}-cluster`, ['-n', 'kargo', ...patch]);
}

function deleteToken(cluster: string): Promise<string> {
  return fleet.kubectl.run(`${cluster}-cluster`, ['-n', 'kargo', 'delete', 'secret', 'kargo-controlplane-token']);
}

function patchSecret(name: string, texts: { readonly [key: string]: string | null }): Promise<string> {
  const data = Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, text === null ? null : Buffer.from(text).toString('base64')]),
  );
  return fleet.kubectl.run('dev-cluster', ['-n', 'kargo', 'patch', 'secret', name, '-p', JSON.stringify({ data })]);
}
