import type { Finding } from '../core/finding';
import { describe, groupOf, type KubeObject } from '../core/kube-object';
import type { Path } from '../core/path';
import { isMapping } from '../core/values';
import { isKubeconfigWithoutCredential } from './kubeconfig';
import { formatPath } from './path';
import { objectError } from './report';
import { secretKindOf } from './secret-text';
import type { FleetView, ViewObject } from './view';

/** `secret-in-output`: what is written is meant to be committed, so nothing in it may be a secret. */
export function checkSecrets(view: FleetView): Finding[] {
  return view.clusters.flatMap(({ objects }) => objects.flatMap(secretsIn));
}

function secretsIn(at: ViewObject): Finding[] {
  const { object } = at;
  const values = secretValues(object);
  const names = values.map(formatPath).join(', ');
  const findings =
    values.length === 0
      ? []
      : [
          objectError(
            at,
            'secret-in-output',
            `${describe(object)} has values: ${names}`,
            'make this Secret outside of the output, for example with kubectl or an operator for secrets, and refer to it by its name',
            values[0],
          ),
        ];
  // The values of such a Secret are told of once, whatever they are.
  scan(values.length === 0 ? object : { ...object, data: null, stringData: null }, isCrd(object), (path, kind) => {
    const message = `${describe(object)} has ${kind} at ${formatPath(path)}`;
    const fix = 'put it into a Secret that is made outside of the output, and refer to that by its name';
    findings.push(objectError(at, 'secret-in-output', message, fix, path));
  });
  return findings;
}

/** The paths of all values of a Secret, unless they are allowed: a kubeconfig that only says where a credential is. */
function secretValues(object: KubeObject): Path[] {
  if (object.kind !== 'Secret' || groupOf(object) !== '') {
    return [];
  }
  const encoded = members(object['data']);
  const plain = members(object['stringData']);
  const texts = [
    ...encoded.map(([, value]) => (typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : '')),
    ...plain.map(([, value]) => (typeof value === 'string' ? value : '')),
  ];
  return texts.every(isKubeconfigWithoutCredential)
    ? []
    : [...encoded.map(([key]) => ['data', ...key]), ...plain.map(([key]) => ['stringData', ...key])];
}

/** The members of a mapping; anything else that is there counts as a member without a key. */
function members(value: unknown): [key: string[], value: unknown][] {
  if (isMapping(value)) {
    return Object.entries(value).map(([key, member]) => [[key], member]);
  }
  return value === undefined || value === null ? [] : [[[], value]];
}

function isCrd(object: KubeObject): boolean {
  return object.kind === 'CustomResourceDefinition' && groupOf(object) === 'apiextensions.k8s.io';
}

/** Reports every text within an object that is or has a secret. Descriptions in a CRD are prose, and may show examples. */
function scan(object: KubeObject, skipDescriptions: boolean, report: (path: Path, kind: string) => void): void {
  const path: (string | number)[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      const kind = secretKindOf(value);
      if (kind !== undefined) {
        report([...path], kind);
      }
    } else if (Array.isArray(value)) {
      for (const [index, member] of value.entries()) {
        enter(index, member);
      }
    } else if (isMapping(value)) {
      for (const [key, member] of Object.entries(value)) {
        if (!(skipDescriptions && key === 'description' && typeof member === 'string')) {
          enter(key, member);
        }
      }
    }
  };
  const enter = (key: string | number, member: unknown): void => {
    path.push(key);
    visit(member);
    path.pop();
  };
  visit(object);
}
