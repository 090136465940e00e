import { groupOf, type KubeObject } from '../../core/kube-object';
import type { Path } from '../../core/path';
import { minorOf } from '../../core/version';
import { ARGO_GROUP } from '../pipelines';
import { mapping, text } from '../read';
import type { FleetView, ViewObject } from '../view';
import { ANNOTATION, type Authorization, authorizationOf } from './annotation';

/** An Application of Argo CD. */
export interface Application {
  readonly at: ViewObject;
  readonly name: string;
  /** @default - its manifest names none */
  readonly namespace?: string;
  readonly labels: { readonly [key: string]: unknown };
  /** Which Stages may update it. */
  readonly authorization: Authorization;
}

/** Where an Application has the annotation. */
export const ANNOTATION_PATH: Path = ['metadata', 'annotations', ANNOTATION];

/** The objects of a kind of Argo CD. */
export function ofArgocd(objects: readonly ViewObject[], kind: 'Application' | 'ApplicationSet'): ViewObject[] {
  return objects.filter(({ object }) => object.kind === kind && groupOf(object) === ARGO_GROUP);
}

/** The Applications among objects. */
export function applicationsIn(objects: readonly ViewObject[], lists: boolean): Application[] {
  return ofArgocd(objects, 'Application').map((at) => {
    const { name, namespace, labels } = at.object.metadata;
    const place = text(namespace);
    return {
      at,
      name: text(name) ?? '',
      ...(place !== undefined && { namespace: place }),
      labels: mapping(labels),
      authorization: authorizationOf(annotationOf(at.object), lists),
    };
  });
}

/** The value of the annotation on an Application, whatever it is. */
export function annotationOf({ metadata }: Pick<KubeObject, 'metadata'>): unknown {
  return mapping(metadata.annotations)[ANNOTATION];
}

/** Whether the fleet's Kargo reads lists in the annotation: since 1.11. */
export function readsLists({ kargoVersion }: FleetView): boolean {
  return ((kargoVersion === undefined ? undefined : minorOf(kargoVersion)) ?? 11) >= 11;
}
