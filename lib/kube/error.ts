import { UserError } from '../core/user-error';

/** What kind of trouble a cluster gave. */
export type KubeErrorKind =
  | 'unreachable'
  | 'unauthorized'
  | 'forbidden'
  | 'missing'
  | 'conflict'
  | 'kubeconfig'
  | 'refused';

/** A cluster did not do what it was asked: in words for whoever asked, without anything secret. */
export class KubeError extends UserError {
  constructor(
    readonly kind: KubeErrorKind,
    message: string,
    fix: string,
  ) {
    super(message, fix);
    this.name = 'KubeError';
  }
}
