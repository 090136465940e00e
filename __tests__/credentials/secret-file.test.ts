import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { deliverToken } from '../../lib/credentials/delivered';
import { SecretFile } from '../../lib/credentials/secret-file';
import { temporaryFolder } from '../tools/charts';
import { DELIVERED, RUN, secret, TOKEN_SECRET, target } from './targets';

const path = () => join(temporaryFolder(), 'secret.yaml');

test('holds the Secret as a manifest that only its owner can read', async () => {
  const file = path();
  await new SecretFile(file).create(secret('s', { token: 'x' }));
  expect(parse(readFileSync(file, 'utf8'))).toEqual(secret('s', { token: 'x' }));
  expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
});

test('takes the place of the cluster of a shard, which is not asked', async () => {
  const file = path();
  const to = target();
  await deliverToken({ ...to, away: new SecretFile(file) }, DELIVERED, 'when-unusable', RUN);
  expect(parse(readFileSync(file, 'utf8')).metadata.name).toBe(TOKEN_SECRET);
  expect(to.away.changes).toEqual([]);
});

test('is not made in a dry run', async () => {
  const file = path();
  await new SecretFile(file).create(secret('s', {}), { dryRun: true });
  expect(() => statSync(file)).toThrow('ENOENT');
});

test('- is stdout', async () => {
  const write = jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
  await new SecretFile('-').create(secret('s', {}));
  const written = write.mock.calls.join('');
  write.mockRestore();
  expect(parse(written)).toEqual(secret('s', {}));
});

test.each([false, true])(
  'fails when the file is there already, and leaves it as it was (dry run: %s)',
  async (dryRun) => {
    const file = path();
    writeFileSync(file, 'mine');
    await expect(new SecretFile(file).create(secret('s', {}), { dryRun })).rejects.toThrow(
      `'${file}' is there already`,
    );
    expect(readFileSync(file, 'utf8')).toBe('mine');
  },
);

test('fails when there is no such folder', async () => {
  await expect(new SecretFile('/nowhere/secret.yaml').create(secret('s', {}))).rejects.toThrow(
    "'/nowhere/secret.yaml' cannot be written (ENOENT)",
  );
});
