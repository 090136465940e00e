import type { Json, JsonObject, KubeObject } from '../../../lib';
import { mergeValues } from '../../../lib/core/values';
import { EmbeddedRenderer, recordReads } from '../../../lib/renderer/embedded';
import type { RenderRequest } from '../../../lib/renderer/renderer';

/** What most of these tests have in common: nothing that has to be set, and no CRDs, which are large. */
const BASE: JsonObject = { api: { adminAccount: { enabled: false } }, crds: { install: false } };

/** Values that switch all components off. */
export const NO_COMPONENTS: JsonObject = Object.fromEntries(
  ['api', 'controller', 'externalWebhooksServer', 'garbageCollector', 'managementController', 'webhooksServer'].map(
    (component) => [component, { enabled: false }],
  ),
);

const request = (values: JsonObject, more: Partial<RenderRequest>): RenderRequest => ({
  releaseName: 'kargo',
  namespace: 'kargo-ns',
  values: mergeValues(BASE, values),
  ...more,
});

/** The objects of a render, found by kind and name. */
export class Objects {
  constructor(readonly all: readonly KubeObject[]) {}

  /** `Deployment kargo-api` for each object. */
  get ids(): string[] {
    return this.all.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  }

  has(id: string): boolean {
    return this.ids.includes(id);
  }

  /** What is at a path of an object: of the first one with this kind and name. Undefined when it has no such path. */
  at(id: string, ...path: readonly (string | number)[]): Json | undefined {
    const object = this.all[this.ids.indexOf(id)];
    if (object === undefined) {
      throw new Error(`there is no ${id}`);
    }
    return path.reduce<unknown>((value, key) => (value as { [key: string]: unknown } | undefined)?.[key], object) as
      | Json
      | undefined;
  }

  data(configMap: string): JsonObject {
    return this.at(`ConfigMap ${configMap}`, 'data') as JsonObject;
  }

  pod(deployment: string): JsonObject {
    return this.at(`Deployment ${deployment}`, 'spec', 'template', 'spec') as JsonObject;
  }

  container(deployment: string): JsonObject {
    return (this.pod(deployment)['containers'] as readonly JsonObject[])[0] as JsonObject;
  }
}

/** Renders values on top of the common ones. */
export function rendered(values: JsonObject = {}, more: Partial<RenderRequest> = {}): Objects {
  return new Objects(new EmbeddedRenderer().render(request(values, more)));
}

/** What is wrong with values on top of the common ones: `id: message (fix)` each. */
export function problems(values: JsonObject, more: Partial<RenderRequest> = {}): string[] {
  return recordReads(request(values, more)).problems.map(({ id, message, fix }) => `${id}: ${message} (${fix})`);
}
