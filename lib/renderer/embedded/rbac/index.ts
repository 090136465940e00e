import type { KubeObject } from '../../../core/kube-object';
import type { Release } from '../release';
import { API_BINDINGS, API_ROLES } from './api';
import { CONTROLLER_BINDINGS, CONTROLLER_ROLES } from './controller';
import { NAMESPACE_BINDINGS, NAMESPACE_ROLES } from './namespaces';
import { SERVER_BINDINGS, SERVER_ROLES } from './servers';
import { bindings, roles } from './table';
import { USER_BINDINGS, USER_ROLES } from './users';

const ALL_ROLES = [...API_ROLES, ...CONTROLLER_ROLES, ...SERVER_ROLES, ...USER_ROLES, ...NAMESPACE_ROLES];
const ALL_BINDINGS = [
  ...API_BINDINGS,
  ...CONTROLLER_BINDINGS,
  ...SERVER_BINDINGS,
  ...USER_BINDINGS,
  ...NAMESPACE_BINDINGS,
];

/** All roles and bindings. */
export function rbac(release: Release): KubeObject[] {
  return [...roles(release, ALL_ROLES), ...bindings(release, ALL_BINDINGS)];
}
