import { join } from 'node:path';
import type { KubeObject } from '../../lib/core/kube-object';
import { isMapping, valueAt } from '../../lib/core/values';
import type { FleetDescription } from '../../lib/description/fleet-description';
import { readDescription } from '../../lib/description/read';
import { type Diagnosis, diagnose } from '../../lib/doctor/doctor';
import { KNOWN_FINDINGS } from '../../lib/doctor/known-findings';
import { type Paper, type PaperObject, readObjects } from '../../lib/doctor/paper';
import { FakeKube, NOW, tokenOf } from '../credentials/fake-kube';
import { carrier } from '../credentials/targets';
import { CERTIFICATE } from './certificates';

const DIST = join(__dirname, '..', '..', 'dist');
const FLEET = readDescription(DIST);
const OBJECTS = readObjects(DIST, FLEET);
/** Of no password. */
export const HASH = `$2a$10$${'x'.repeat(53)}`;
const CA_BUNDLE = Buffer.from(CERTIFICATE).toString('base64');

/** The example fleet, as the committed dist has it, on clusters in memory where all is well. */
export class HealthyFleet {
  readonly prod = clusterOf('prod');
  readonly dev = clusterOf('dev');
  readonly staging = clusterOf('staging');
  /** What is on paper; tests may change it. */
  paper: Paper = {
    fleet: FLEET,
    dist: 'dist',
    objects: (cluster) => (OBJECTS.get(cluster) ?? []).map(relative),
    contextOf: (cluster) => `${cluster}-cluster`,
    now: NOW,
  };

  constructor() {
    this.prod.with(
      ...['unnamed', 'dev-shard', 'staging-shard'].map((name) => lease(name)),
      secret('kargo-admin', { ADMIN_ACCOUNT_PASSWORD_HASH: HASH, ADMIN_ACCOUNT_TOKEN_SIGNING_KEY: 'x' }),
      secret('kargo-webhooks-server-cert', { 'tls.crt': 'x', 'tls.key': 'x' }),
      secret('kargo-api-cert', { 'tls.crt': 'x', 'tls.key': 'x' }),
      secret('kargo-external-webhooks-server-cert', { 'tls.crt': 'x', 'tls.key': 'x' }),
      crd('issuers.cert-manager.io'),
      crd('certificates.cert-manager.io'),
    );
    for (const name of ['dev', 'staging'] as const) {
      this.prod.with(secret(`kargo-controller-${name}-shard-token-binding`, {}));
      this[name].with(crd('applications.argoproj.io'));
      this.deliver(name);
    }
  }

  /** Gives a shard a token, with other claims or keys than a good one. */
  deliver(name: 'dev' | 'staging', claims: object = {}, keys: { readonly [key: string]: string } = {}): void {
    const bound = this.prod.at('Secret', `kargo-controller-${name}-shard-token-binding`);
    const iat = NOW.getTime() / 1000 - 3600;
    const token = tokenOf({
      sub: `system:serviceaccount:kargo:kargo-controller-${name}-shard`,
      iat,
      exp: iat + 30 * 24 * 3600,
      'kubernetes.io': { secret: { name: bound?.metadata.name, uid: bound?.metadata['uid'] } },
      ...claims,
    });
    this[name].with(secret('kargo-controlplane-token', { 'ca.crt': CERTIFICATE, token, ...keys }));
  }

  /** Has External Secrets Operator bring the token of dev, and all well with it. */
  operate(): void {
    const lasting = 'kargo-controller-dev-shard-token';
    const tokenSecret = 'kargo-controlplane-token';
    const names = { tokenSecret, lastingSecret: lasting, pushSecret: lasting, externalSecret: tokenSecret };
    const { controlPlane, shards } = this.paper.fleet;
    this.describe({
      ...(controlPlane && { controlPlane: { ...controlPlane, server: this.prod.server } }),
      shards: shards.map(({ controller, ...shard }) => ({
        ...shard,
        ...(controller && {
          controller: {
            ...controller,
            ...(shard.name === 'dev-shard' && { credentials: { strategy: 'externalSecrets' as const, ...names } }),
          },
        }),
      })),
    });
    const carriers = { prod: [carrier('PushSecret')], dev: [carrier('ExternalSecret')], staging: [] };
    const { objects } = this.paper;
    this.paper = {
      ...this.paper,
      objects: (cluster) => [
        ...objects(cluster),
        ...carriers[cluster as 'prod'].map((object) => ({
          object,
          file: `dist/${cluster}/2-kargo/${object.kind}.yaml`,
        })),
      ],
    };
    this.prod.with(...carriers.prod, secret(lasting, {}));
    this.dev.with(...carriers.dev);
    this.deliver('dev', { iat: undefined, exp: undefined, 'kubernetes.io': { secret: { name: lasting } } });
  }

  /** Another description of the fleet. */
  describe(change: Partial<FleetDescription>): void {
    this.paper = { ...this.paper, fleet: { ...this.paper.fleet, ...change } };
  }

  async diagnose(signal = new AbortController().signal): Promise<Diagnosis> {
    const api = async (cluster: string) => this[cluster as 'prod'];
    const diagnosis = await diagnose(this.paper, { api, signal, timeout: '30s' });
    for (const { id, severity } of diagnosis.findings) {
      expect(`${id}: ${KNOWN_FINDINGS[id].severity}`).toContain(severity);
    }
    return diagnosis;
  }

  /** What is told of it: `error dev token-missing Secret kargo/kargo-controlplane-token`. */
  async told(): Promise<string[]> {
    const { findings } = await this.diagnose();
    return findings.map(({ severity, cluster, id, object }) =>
      [severity, cluster, id, ...(object === undefined ? [] : [object])].join(' '),
    );
  }

  /** The message of the only finding. */
  async message(): Promise<string | undefined> {
    const { findings } = await this.diagnose();
    return findings.length === 1 ? findings[0]?.message : `${findings.length} findings`;
  }

  /** The fix of the only finding. */
  async fix(): Promise<string | undefined> {
    const { findings } = await this.diagnose();
    return findings.length === 1 ? findings[0]?.fix : `${findings.length} findings`;
  }
}

/** A Lease that was renewed so many seconds ago. */
export function lease(name: string, age = 5, rest: object = {}): KubeObject {
  const renewTime = new Date(NOW.getTime() - age * 1000).toISOString();
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name: `kargo-controller-${name}`, namespace: 'kargo' },
    spec: { leaseDurationSeconds: 30, renewTime, ...rest },
  };
}

/** A Secret in namespace `kargo`. */
export function secret(name: string, texts: { readonly [key: string]: string }): KubeObject {
  const data = Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
  );
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'kargo' }, data };
}

/** A Stage, Warehouse or Promotion of the example's Project. */
export function pipeline(kind: string, name: string, spec: object, label?: string, rest: object = {}): KubeObject {
  const labels: { [key: string]: string } = label === undefined ? {} : { 'kargo.akuity.io/shard': label };
  const metadata = { name, namespace: 'argocd-example-apps', labels };
  return { apiVersion: 'kargo.akuity.io/v1alpha1', kind, metadata, spec: { ...spec }, ...rest };
}

/** What names an object, for `delete`. */
export function ref(apiVersion: string, kind: string, name: string, namespace?: string) {
  return { apiVersion, kind, name, ...(namespace !== undefined && { namespace }) };
}

/** The same object with another value somewhere. */
export function changed(
  fake: FakeKube,
  kind: string,
  name: string,
  path: readonly string[],
  value: unknown,
): KubeObject {
  const object = fake.at(kind, name);
  if (object === undefined) {
    throw new Error(`there is no ${kind} ${name}`);
  }
  return set(object, path, value) as KubeObject;
}

function set(target: unknown, [key = '', ...rest]: readonly string[], value: unknown): unknown {
  if (Array.isArray(target)) {
    return target.map((item, index) =>
      String(index) === key ? (rest.length === 0 ? value : set(item, rest, value)) : item,
    );
  }
  const members = isMapping(target) ? target : {};
  return { ...members, [key]: rest.length === 0 ? value : set(members[key], rest, value) };
}

function crd(name: string): KubeObject {
  return { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name } };
}

function clusterOf(name: string): FakeKube {
  const cluster = new FakeKube();
  cluster.ca = CERTIFICATE;
  cluster.with({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system', uid: `uid-of-${name}` } });
  return cluster.with(...(OBJECTS.get(name) ?? []).map(({ object }) => stored(object)));
}

/** What a server, cert-manager and the pods make of an object. */
function stored({ stringData, ...object }: KubeObject): KubeObject {
  switch (object.kind) {
    case 'Secret':
      return { ...object, data: secret('', stringData as { [key: string]: string })['data'] } as KubeObject;
    case 'Deployment': {
      const ready = valueAt(object, ['spec', 'replicas']);
      return { ...object, status: { readyReplicas: ready, availableReplicas: ready } } as KubeObject;
    }
    case 'CustomResourceDefinition':
      return { ...object, status: { conditions: [{ type: 'Established', status: 'True' }] } } as KubeObject;
    case 'MutatingWebhookConfiguration':
    case 'ValidatingWebhookConfiguration':
      return {
        ...object,
        webhooks: (object['webhooks'] as object[]).map((each) => set(each, ['clientConfig', 'caBundle'], CA_BUNDLE)),
      } as KubeObject;
    default:
      return object as KubeObject;
  }
}

function relative({ object, file }: PaperObject): PaperObject {
  return { object, file: file.slice(file.lastIndexOf('dist/')) };
}
