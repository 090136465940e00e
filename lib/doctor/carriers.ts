import type { OperatorStrategy } from '../credentials/remedy';
import { type Login, logins } from './credential-secrets';
import { kubectl, type Paper } from './paper';

/** A shard whose token External Secrets Operator brings. */
export interface OperatorLogin extends Login {
  readonly strategy: OperatorStrategy;
}

/** An object on which External Secrets Operator works. */
export interface Carrier {
  readonly cluster: string;
  readonly kind: 'PushSecret' | 'ExternalSecret';
  readonly namespace: string;
  readonly name: string;
}

/** The shards whose tokens External Secrets Operator brings. */
export function operatorLogins(paper: Paper): OperatorLogin[] {
  return logins(paper).flatMap((login) => {
    const { credentials } = login.controller;
    return credentials?.strategy === 'externalSecrets' ? [{ ...login, strategy: credentials }] : [];
  });
}

/** The PushSecret and the ExternalSecret by which a token gets to its shard. */
export function carriersOf({ fleet: { controlPlane } }: Paper, { controller, strategy }: OperatorLogin): Carrier[] {
  const { cluster, namespace } = controller;
  const pull: Carrier = { cluster, kind: 'ExternalSecret', namespace, name: strategy.externalSecret };
  if (controlPlane === undefined) {
    return [pull];
  }
  const { cluster: home, namespace: within } = controlPlane;
  return [{ cluster: home, kind: 'PushSecret', namespace: within, name: strategy.pushSecret }, pull];
}

/** What says what External Secrets Operator does with an object. */
export function describeCarrier(paper: Paper, { cluster, kind, namespace, name }: Carrier): string {
  return `${kubectl(paper, cluster, namespace)} describe ${kind.toLowerCase()} ${name}`;
}

/** What mends a token that External Secrets Operator brings: no command of this program does. */
export function operatorFix(paper: Paper, login: OperatorLogin): string {
  const commands = carriersOf(paper, login).map((carrier) => describeCarrier(paper, carrier));
  return `see ${commands.join(' and ')}: External Secrets Operator brings it`;
}
