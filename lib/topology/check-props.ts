import type { Construct } from 'constructs';
import { recordFinding } from '../constructs/findings';
import { canonicalDuration, durationSeconds } from '../core/duration';
import { dnsSubdomainProblem } from '../core/names';
import type { ExternalSecretsChoice } from './credentials';
import type { GarbageCollectionProps } from './props/garbage-collection';
import type { Resources, StringMap, WorkloadProps } from './props/workload';

/** Values by the name of the prop that they come from. */
interface Named {
  readonly [prop: string]: unknown;
}

/** A prop that has no effect beside others: better refused than believed to work. */
export function refuseUnused(scope: Construct, why: string, props: Named): void {
  for (const prop of Object.keys(props).filter((name) => props[name] !== undefined)) {
    recordFinding(scope, {
      severity: 'error',
      id: 'prop-unused',
      message: `prop '${prop}' has no effect: ${why}`,
      fix: `leave out '${prop}'`,
    });
  }
}

/** An empty text where a name belongs, as an environment variable that is not set easily gives. */
export function refuseEmpty(scope: Construct, props: Named): void {
  for (const prop of Object.keys(props).filter((name) => props[name] === '')) {
    recordFinding(scope, {
      severity: 'error',
      id: 'prop-empty',
      message: `prop '${prop}' is empty`,
      fix: `give it a name, or leave out '${prop}' for its default`,
    });
  }
}

/** Labels by which Kargo's own objects find each other, and by which its controllers know whom to give which rights. */
const RESERVED_LABEL =
  /^(app\.kubernetes\.io\/(name|instance|version|managed-by|component)|helm\.sh\/chart|akuity\.io\/kargo-controller-id|([\w-]+\.)?kargo\.akuity\.io\/.*)$/;

/** What all of Kargo's workloads are told. */
export function checkWorkload(scope: Construct, props: WorkloadProps & { readonly kubeVersion?: string }): void {
  for (const [prop, labels] of Object.entries({ labels: props.labels, podLabels: props.podLabels })) {
    refuseReserved(scope, prop, labels ?? {});
  }
  refuseEmpty(scope, {
    'image.repository': props.image?.repository,
    'image.tag': props.image?.tag,
    priorityClassName: props.priorityClassName,
  });
  invalidUnless(scope, 'kubeVersion', props.kubeVersion, /^v?\d+\.\d+\.\d+([-+].*)?$/, "a version such as '1.31.0'");
}

function refuseReserved(scope: Construct, prop: string, labels: StringMap): void {
  for (const key of Object.keys(labels).filter((name) => RESERVED_LABEL.test(name))) {
    recordFinding(scope, {
      severity: 'error',
      id: 'label-reserved',
      message: `label '${key}' in '${prop}' is Kargo's own: its objects find each other by it, or get rights by it`,
      fix: 'use a label of your own',
    });
  }
}

const QUANTITY = /^\d+(\.\d+)?([munkMGTPE]|[KMGTPE]i|[eE]\d+)?$/;

/** Amounts of compute resources. */
export function checkResources(scope: Construct, prop: string, resources: Resources | undefined): void {
  for (const [kind, amounts] of Object.entries(resources ?? {})) {
    for (const [name, amount] of Object.entries(amounts ?? {})) {
      invalidUnless(scope, `${prop}.${kind}.${name}`, amount, QUANTITY, "a quantity such as '100m' or '256Mi'");
    }
  }
}

/** When and what the garbage collector deletes. */
export function checkGarbageCollection(scope: Construct, props: false | GarbageCollectionProps | undefined): void {
  if (props) {
    checkDuration(scope, 'garbageCollection.minPromotionDeletionAge', props.minPromotionDeletionAge);
    checkDuration(scope, 'garbageCollection.minFreightDeletionAge', props.minFreightDeletionAge);
    const schedule = 'garbageCollection.schedule';
    invalidUnless(
      scope,
      schedule,
      props.schedule,
      /^(@\w+|@every \S+|\S+( \S+){4})$/,
      "a cron expression such as '0 * * * *'",
    );
  }
}

/** A duration as Go reads it. */
export function checkDuration(scope: Construct, prop: string, duration: string | undefined): void {
  if (duration !== undefined && canonicalDuration(duration) === undefined) {
    invalid(scope, prop, duration, "a duration such as '24h' or '1h30m'");
  }
}

/** Where External Secrets Operator is to take a token, and from where. */
export function checkExternalSecrets(scope: Construct, options: ExternalSecretsChoice): void {
  for (const prop of ['pushTo', 'pullFrom'] as const) {
    const { name, kind } = options[prop];
    checkObjectName(scope, `credentials.${prop}.name`, name);
    invalidUnless(
      scope,
      `credentials.${prop}.kind`,
      kind,
      /^(Cluster)?SecretStore$/,
      "'SecretStore' or 'ClusterSecretStore'",
    );
  }
  refuseEmpty(scope, { 'credentials.remoteKey': options.remoteKey });
  const { apiVersion, refreshInterval, deletionPolicy } = options;
  const versions = "'external-secrets.io/v1' or 'external-secrets.io/v1beta1'";
  invalidUnless(scope, 'credentials.apiVersion', apiVersion, /^external-secrets\.io\/v1(beta1)?$/, versions);
  invalidUnless(scope, 'credentials.deletionPolicy', deletionPolicy, /^(Delete|None)$/, "'Delete' or 'None'");
  if ((durationSeconds(refreshInterval) ?? 0) === 0) {
    invalid(scope, 'credentials.refreshInterval', refreshInterval, "a duration of a second or more such as '10m'");
  }
}

function checkObjectName(scope: Construct, prop: string, name: string): void {
  refuseEmpty(scope, { [prop]: name });
  if (name !== '' && dnsSubdomainProblem(name) !== undefined) {
    invalid(scope, prop, name, "the name of an object such as 'vault'");
  }
}

function invalidUnless(scope: Construct, prop: string, value: unknown, form: RegExp, expected: string): void {
  if (value !== undefined && !form.test(String(value))) {
    invalid(scope, prop, value, expected);
  }
}

function invalid(scope: Construct, prop: string, value: unknown, expected: string): void {
  recordFinding(scope, {
    severity: 'error',
    id: 'prop-invalid',
    message: `prop '${prop}' is ${JSON.stringify(value)}, expected ${expected}`,
    fix: `write ${expected}`,
  });
}
