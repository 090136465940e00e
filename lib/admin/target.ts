import type { ControlPlaneDescription } from '../description/fleet-description';
import type { KubeApi } from '../kube/api';
import { KubeError } from '../kube/error';

/** Where the Secret of the admin account is: the control plane's cluster, or a file in its place. */
export type AdminStore = Pick<KubeApi, 'server' | 'get' | 'create' | 'replace'>;

/** The admin account of a control plane. */
export interface AdminTarget {
  readonly controlPlane: ControlPlaneDescription;
  /** Name of its Secret. */
  readonly secret: string;
  readonly store: AdminStore;
}

/** @returns the name of the Secret @throws KubeError where there is no admin account that this fleet knows of */
export function adminSecretOf({ adminSecret, cluster }: ControlPlaneDescription): string {
  if (adminSecret === undefined) {
    throw new KubeError(
      'refused',
      `the control plane in cluster '${cluster}' has no admin account that this fleet knows of`,
      "leave out 'adminAccount: false' and synthesise again; where Kargo was installed by other means, see there",
    );
  }
  return adminSecret;
}
