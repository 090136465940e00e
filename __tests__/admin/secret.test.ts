import { compare } from 'bcryptjs';
import { HASH_KEY, SIGNING_KEY, writeAdminSecret } from '../../lib/admin/secret';
import { adminSecretOf } from '../../lib/admin/target';
import { textIn } from '../../lib/credentials/secret';
import { FakeKube } from '../credentials/fake-kube';
import { object, RUN, secret } from '../credentials/targets';

const PASSWORD = 'correct horse battery';
const controlPlane = { cluster: 'prod', namespace: 'kargo', version: '1.11.2', adminSecret: 'kargo-admin' };

function target(store = new FakeKube().with(object('Namespace', 'kargo'))) {
  return { controlPlane, secret: 'kargo-admin', store };
}

async function written() {
  const of = target();
  await writeAdminSecret(of, PASSWORD, false, RUN);
  of.store.changes.length = 0;
  return of;
}

test('writes the hash and the key under the names that Kargo reads, and not the password', async () => {
  const of = target();
  expect(await writeAdminSecret(of, PASSWORD, false, RUN)).toEqual({
    cluster: 'prod',
    object: 'Secret kargo/kargo-admin',
    done: 'created',
  });
  const made = of.store.at('Secret', 'kargo-admin');
  expect(Object.keys(made?.['data'] ?? {})).toEqual([HASH_KEY, SIGNING_KEY]);
  expect(await compare(PASSWORD, textIn(made, HASH_KEY) ?? '')).toBe(true);
  expect(JSON.stringify(made)).not.toContain(Buffer.from(PASSWORD).toString('base64'));
  expect(made?.metadata.labels).toMatchObject({ 'app.kubernetes.io/managed-by': 'cdk8s-kargo' });
});

test('replaces hash and key together, and says what that ends', async () => {
  const of = await written();
  const before = textIn(of.store.at('Secret', 'kargo-admin'), SIGNING_KEY);
  expect(await writeAdminSecret(of, 'another password', true, RUN)).toMatchObject({
    done: 'replaced',
    detail: expect.stringContaining('every session that was opened with it'),
  });
  const after = of.store.at('Secret', 'kargo-admin');
  expect(textIn(after, SIGNING_KEY)).not.toBe(before);
  expect(await compare('another password', textIn(after, HASH_KEY) ?? '')).toBe(true);
});

test('a dry run asks the server, and changes nothing', async () => {
  const of = target();
  await writeAdminSecret(of, PASSWORD, false, { ...RUN, dryRun: true });
  expect(of.store.changes).toEqual(['create Secret kargo/kargo-admin (dry run)']);
  expect(of.store.at('Secret', 'kargo-admin')).toBeUndefined();
});

describe('refuses', () => {
  test('to replace it when nobody said so', async () => {
    const of = await written();
    await expect(writeAdminSecret(of, PASSWORD, false, RUN)).rejects.toMatchObject({
      kind: 'conflict',
      fix: expect.stringContaining('--rotate'),
    });
    expect(of.store.changes).toEqual([]);
  });

  test('a Secret of somebody else, also to rotate it', async () => {
    const of = target();
    of.store.with(secret('kargo-admin', { x: 'y' }, 'sealed-secrets'));
    await expect(writeAdminSecret(of, PASSWORD, true, RUN)).rejects.toMatchObject({
      message: expect.stringContaining('managed by sealed-secrets'),
      fix: expect.stringContaining('change the password where that Secret is made'),
    });
    expect(of.store.changes).toEqual([]);
  });

  test('a cluster in which nothing was applied', async () => {
    const of = target(new FakeKube());
    await expect(writeAdminSecret(of, PASSWORD, false, RUN)).rejects.toMatchObject({ fix: 'apply dist/prod/2-kargo' });
  });

  test('a control plane without an admin account', () => {
    expect(adminSecretOf(controlPlane)).toBe('kargo-admin');
    expect(() => adminSecretOf({ ...controlPlane, adminSecret: undefined })).toThrow(
      "the control plane in cluster 'prod' has no admin account",
    );
  });
});
