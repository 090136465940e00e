import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../tools/app';
import { binaries } from './binaries';

test('fails when executables are missing, with each of them and with what to do', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'etcd'), '');
  chmodSync(join(folder, 'etcd'), 0o755);
  expect(() => binaries(folder)).toThrow(
    `no kube-apiserver, no kube-controller-manager in ${folder}: set KUBEBUILDER_ASSETS to a folder that has them; CONTRIBUTING.md says how to get them`,
  );
});
