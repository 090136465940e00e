import type { Finding } from '../core/finding';
import { describe, groupOf, type KubeObject } from '../core/kube-object';
import { dnsLabelProblem, dnsSubdomainProblem, pathSegmentProblem, serviceNameProblem } from '../core/names';
import { quoteFix } from '../core/quote-fix';
import { isObjectList } from './object-list';
import { KARGO_GROUP } from './pipelines';
import { text } from './read';
import { objectError } from './report';
import type { FleetView, ViewObject } from './view';

type Rule = (name: string) => string | undefined;

// A CronJob's name and eleven characters more are the name of its Jobs, whose Pods carry it as a label.
const CRON_JOB_MAX = 52;

const cronJobProblem: Rule = (name) =>
  name.length > CRON_JOB_MAX
    ? `must have at most ${CRON_JOB_MAX} characters, not ${name.length}`
    : dnsSubdomainProblem(name);

/** Kinds whose names have a rule of their own, by `group/kind`; all others are DNS subdomains. */
const RULES: ReadonlyMap<string, Rule> = new Map([
  ['/Namespace', dnsLabelProblem],
  ['/Service', serviceNameProblem],
  ['batch/CronJob', cronJobProblem],
  ['rbac.authorization.k8s.io/Role', pathSegmentProblem],
  ['rbac.authorization.k8s.io/RoleBinding', pathSegmentProblem],
  ['rbac.authorization.k8s.io/ClusterRole', pathSegmentProblem],
  ['rbac.authorization.k8s.io/ClusterRoleBinding', pathSegmentProblem],
  // A Project becomes a Namespace of the same name (Kargo 1.11).
  [`${KARGO_GROUP}/Project`, dnsLabelProblem],
]);

/** `name-invalid`: a name or namespace that Kubernetes would refuse. */
export function checkNames(view: FleetView): Finding[] {
  return view.clusters.flatMap(({ objects }) =>
    objects.flatMap((at) => [...nameProblems(at), ...namespaceProblems(at)]),
  );
}

function nameProblems(at: ViewObject): Finding[] {
  const { name, generateName } = at.object.metadata;
  // A list has no name: what is wrong with it is that it is one.
  if (name === undefined && (text(generateName) !== undefined || isObjectList(at.object))) {
    return [];
  }
  const rule = RULES.get(`${groupOf(at.object)}/${at.object.kind}`) ?? dnsSubdomainProblem;
  return invalid(at, 'name', name, rule);
}

function namespaceProblems(at: ViewObject): Finding[] {
  const { namespace } = at.object.metadata;
  return namespace === undefined ? [] : invalid(at, 'namespace', namespace, dnsLabelProblem);
}

function invalid(at: ViewObject, what: 'name' | 'namespace', value: unknown, rule: Rule): Finding[] {
  const field = ['metadata', what];
  if (typeof value !== 'string') {
    const message = `the ${what} of ${nameless(at.object)} is ${JSON.stringify(value)}, not a text`;
    const unquoted = typeof value === 'number' || typeof value === 'boolean';
    const fix = unquoted ? quoteFix(at.where, field, value) : `write a ${what}`;
    return [objectError(at, 'name-invalid', message, fix, field)];
  }
  const problem = rule(value);
  if (problem === undefined) {
    return [];
  }
  const better = repaired(value, rule);
  const fix = better === undefined ? `choose a ${what} that does` : `for example '${better}'`;
  return [objectError(at, 'name-invalid', `the ${what} of ${describe(at.object)} ${problem}`, fix, field)];
}

function nameless(object: KubeObject): string {
  return typeof object.metadata.name === 'string' ? describe(object) : `a ${object.kind}`;
}

/** The same name without what most often is wrong with one, if that helps. */
function repaired(name: string, rule: Rule): string | undefined {
  const candidate = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, '-')
    .replaceAll(/^[.-]+|[.-]+$/g, '');
  return rule(candidate) === undefined ? candidate : undefined;
}
