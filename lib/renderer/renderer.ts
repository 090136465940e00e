import type { Problem } from '../core/finding';
import type { JsonObject, KubeObject } from '../core/kube-object';
import { listOf, MAPPING, needed, type Shape, TEXT, takeProps } from '../core/shape';

/** What a renderer is asked for: one Helm release of the Kargo chart. */
export interface RenderRequest {
  /** Helm's release name. */
  readonly releaseName: string;
  /** Helm's release namespace. */
  readonly namespace: string;
  /** The values that differ from the chart's own, as a Helm values file would hold them. */
  readonly values: JsonObject;
  /**
   * API versions that the cluster has besides Kubernetes' own, as Helm's `.Capabilities.APIVersions` would list them,
   * for example `monitoring.coreos.com/v1`.
   * @default - none
   */
  readonly apiVersions?: readonly string[];
  /**
   * The cluster's Kubernetes version, as Helm's `.Capabilities.KubeVersion` would say it, for example `1.31.0`.
   * @default - the renderer's own
   */
  readonly kubeVersion?: string;
}

/** Turns Helm values into Kargo's own manifests. It knows nothing of fleets and shards. */
export interface Renderer {
  /** The Kargo version that it renders, for example `1.11.2`. */
  readonly version: string;
  /**
   * The objects of one release, CRDs included, in a stable order.
   * @throws RenderError when the values or the chart are not right
   */
  render(request: RenderRequest): KubeObject[];
}

/** Values or a chart that cannot be rendered: every reason that was found, each with what to do about it. */
export class RenderError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map((problem) => `${problem.message} (${problem.fix})`).join('\n'));
    this.name = 'RenderError';
  }
}

const RENDER_REQUEST: Shape<RenderRequest> = {
  releaseName: needed(TEXT),
  namespace: needed(TEXT),
  values: needed(MAPPING),
  apiVersions: listOf(TEXT),
  kubeVersion: TEXT,
};

/** @throws RenderError for what is no request, as JavaScript may make one */
export function checkRequest(request: RenderRequest): void {
  const { problems } = takeProps('a RenderRequest', RENDER_REQUEST, request);
  if (problems.length > 0) {
    throw new RenderError(problems);
  }
}
