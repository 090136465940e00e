import type { Construct } from 'constructs';
import { recordFinding } from '../constructs/findings';
import type { KubeObject } from '../core/kube-object';
import { RenderError, type Renderer, type RenderRequest } from '../renderer/renderer';

/**
 * Renders on behalf of a construct. What the renderer refuses becomes findings of the construct.
 * @returns undefined when it was refused
 */
export function renderRelease(scope: Construct, renderer: Renderer, request: RenderRequest): KubeObject[] | undefined {
  try {
    return renderer.render(request);
  } catch (error) {
    refuse(scope, error);
    return undefined;
  }
}

/** The version that a renderer renders; undefined where its chart cannot be read, which is told when it renders. */
export function rendererVersion(renderer: Renderer): string | undefined {
  try {
    return renderer.version;
  } catch (error) {
    if (error instanceof RenderError) {
      return undefined;
    }
    throw error;
  }
}

function refuse(scope: Construct, error: unknown): void {
  if (!(error instanceof RenderError)) {
    throw error;
  }
  for (const problem of error.problems) {
    recordFinding(scope, problem);
  }
}
