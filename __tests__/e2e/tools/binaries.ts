import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

/** The executables of a control plane, as envtest names them. */
export interface Binaries {
  readonly etcd: string;
  readonly 'kube-apiserver': string;
  readonly 'kube-controller-manager': string;
}

const NAMES = ['etcd', 'kube-apiserver', 'kube-controller-manager'] as const;

/** Where the executables are looked for: envtest's convention. */
export const ASSETS = process.env.KUBEBUILDER_ASSETS || '/usr/local/kubebuilder/bin';

/**
 * The executables of a control plane.
 * @throws Error that names each one that is missing, and how to get it
 */
export function binaries(folder = ASSETS): Binaries {
  const missing = NAMES.filter((name) => !isExecutable(join(folder, name)));
  if (missing.length > 0) {
    throw new Error(
      `no ${missing.join(', no ')} in ${folder}: set KUBEBUILDER_ASSETS to a folder that has them; CONTRIBUTING.md says how to get them`,
    );
  }
  return Object.fromEntries(NAMES.map((name) => [name, join(folder, name)])) as unknown as Binaries;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
