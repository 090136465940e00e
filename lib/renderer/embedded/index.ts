import type { KubeObject } from '../../core/kube-object';
import { checkRequest, RenderError, type Renderer, type RenderRequest } from '../renderer';
import { type Rendered, renderRelease } from './render';
import { VALUES } from './values';
import { pathsOf } from './values/paths';
import { KARGO_VERSION } from './version';

export type { KargoValues } from './values';

/**
 * Renders Kargo 1.11.2, and no other version, in TypeScript: without helm, without network, without files. What it gives
 * equals what the official chart gives, object for object, except for the values of the checksum annotations, which only
 * change when the chart's do. What it does not know it refuses, pointing to the helm renderer.
 */
export class EmbeddedRenderer implements Renderer {
  readonly version = KARGO_VERSION;

  /**
   * The objects of one release, always in the same order; the caller may change them.
   * @throws RenderError when a value is unknown, of a wrong type, missing or not supported: all that is wrong, together
   */
  render(request: RenderRequest): KubeObject[] {
    checkRequest(request);
    const { objects, problems } = renderRelease(request);
    if (problems.length > 0) {
      throw new RenderError(problems);
    }
    return objects;
  }
}

/** The paths of all values of the chart, such as `api.host`, sorted. */
export function knownPaths(): readonly string[] {
  return pathsOf(VALUES).sort();
}

/**
 * Renders one release and tells which values the result depends on. It does not throw for values that are not right:
 * what is wrong is part of the result.
 */
export function recordReads(request: RenderRequest): Rendered {
  return renderRelease(request);
}
