import type { Finding } from '../core/finding';
import { dnsSubdomainProblem, labelValueProblem } from '../core/names';
import { errorAt } from './report';
import type { FleetView } from './view';

/**
 * What a reader of YAML 1.1 takes for null, a truth value, a number or a date when it stands unquoted, as far as the rules
 * for names let it pass: no sign, no capital, no underscore, no colon.
 */
const NOT_A_STRING =
  /^(?:null|true|false|yes|no|on|off|y|n|0x[0-9a-f]+|0o[0-7]+|0b[01]+|[0-9]+(?:\.[0-9]+)?(?:e-?[0-9]+)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})$/;

/** Names that objects of Kargo's have already, and which (charts of 1.9 to 1.11, heartbeat of 1.10 and 1.11). */
const RESERVED: ReadonlyMap<string, string> = new Map([
  ['argocd', 'the ClusterRole and ClusterRoleBinding with which the default controller sees Argo CD'],
  ['rollouts', 'the ClusterRole and ClusterRoleBinding with which the default controller runs verifications'],
  ['read-secrets', 'the ClusterRole with which controllers read Secrets, and of bindings to it'],
  ['unnamed', 'the Lease of the controller that has no shard'],
]);

/** What the ClusterRoleBinding for verifications adds to the name of a shard's other one (chart 1.11, controller.id). */
const ROLLOUTS_SUFFIX = '-rollouts';

/** Why a shard cannot have this name, ready to follow the name in a sentence; undefined for a good one. */
export function shardNameProblem(name: string): string | undefined {
  // Every Stage and Warehouse of the shard carries its name as the value of a label.
  const asLabel = labelValueProblem(name) ?? (name === '' ? 'must not be empty' : undefined);
  if (asLabel !== undefined) {
    return asLabel;
  }
  // Kargo 1.10 and later: the controller's heartbeat fails quietly where its Lease cannot have the name.
  const asLease = dnsSubdomainProblem(kargoName(name));
  if (asLease !== undefined) {
    return `becomes part of the name of a Lease, which ${asLease}`;
  }
  // Kargo 1.9 to 1.11: the chart writes SHARD_NAME into a ConfigMap without quotes.
  return NOT_A_STRING.test(name)
    ? 'would not be read as text: the chart writes it into YAML without quotes'
    : undefined;
}

/** What of Kargo's own has the name already that objects of a shard of this name would have; undefined for a good one. */
export function reservedShardName(name: string): string | undefined {
  return RESERVED.get(name);
}

/** `shard-name-invalid`: a name that Kubernetes, the chart or the controller's heartbeat would choke on. */
export function checkShardNameInvalid(view: FleetView): Finding[] {
  return view.shards.flatMap(({ name, where }) => {
    const problem = shardNameProblem(name);
    const fix = "use lower case letters, digits and '-', with a letter first, for example 'dev-eu'";
    return problem === undefined
      ? []
      : [errorAt(where, 'shard-name-invalid', `a shard cannot be called '${name}': the name ${problem}`, fix)];
  });
}

/** `shard-name-reserved`: a name with which the objects of a shard would take the place of other objects of Kargo's. */
export function checkShardNameReserved(view: FleetView): Finding[] {
  const verifying = new Set(view.shards.filter(({ rollouts }) => rollouts).map(({ name }) => name));
  return view.shards.flatMap(({ name, where }) => {
    const taken = reservedShardName(name);
    const own = `'${kargoName(name)}'`;
    if (taken !== undefined) {
      const message = `a shard cannot be called '${name}': ${own} is the name of ${taken}`;
      return [errorAt(where, 'shard-name-reserved', message, `use another name, for example '${name}-shard'`)];
    }
    const other = name.endsWith(ROLLOUTS_SUFFIX) ? name.slice(0, -ROLLOUTS_SUFFIX.length) : undefined;
    if (other === undefined || !verifying.has(other)) {
      return [];
    }
    const message = `shards '${other}' and '${name}' share a name: ${own} is also that of the ClusterRoleBinding with which the controller of '${other}' runs verifications`;
    return [errorAt(where, 'shard-name-reserved', message, `rename one of them, for example '${name}-shard'`)];
  });
}

/** The name of a shard's Lease, of its ServiceAccount, and the beginning of the names of its bindings. */
function kargoName(shard: string): string {
  return `kargo-controller-${shard}`;
}
