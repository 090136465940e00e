import type { Json, JsonObject } from '../../../core/kube-object';
import { isMapping } from '../../../core/values';
import { LIST, NAMED_LIST } from './collection-kinds';
import type { Kind } from './leaf';
import { isText } from './scalar-kinds';

const hasTemplate = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.includes('{{')
    : typeof value === 'object' && value !== null && Object.entries(value).flat().some(hasTemplate);

/** Refuses the values that the chart evaluates as templates (Kargo 1.11) where they hold one. */
function evaluated<T extends Json>(kind: Kind<T>): Kind<T> {
  return {
    ...kind,
    hidden: true,
    flaw: (value) =>
      hasTemplate(value)
        ? {
            id: 'value-template',
            message: "holds a template, '{{', which the chart would evaluate",
            fix: 'write what the template results in, or use the helm renderer',
          }
        : kind.flaw?.(value),
  };
}

/** Environment variables. */
export const ENV = evaluated(NAMED_LIST);

/** Sources of environment variables. */
export const ENV_FROM = evaluated(LIST);

/** Whole Kubernetes objects. */
export const MANIFESTS = evaluated<readonly JsonObject[]>({
  ...LIST,
  fix: 'write each object as a mapping, or use the helm renderer, which also takes text',
  flaw: (value) => {
    const index = value.findIndex(
      ({ apiVersion, kind, metadata }) =>
        !isText(apiVersion ?? null) ||
        !isText(kind ?? null) ||
        !isMapping(metadata) ||
        typeof metadata.name !== 'string',
    );
    return index < 0
      ? undefined
      : {
          id: 'value-invalid',
          message: `has no Kubernetes object in item ${index + 1}`,
          fix: "give it 'apiVersion', 'kind' and 'metadata.name'",
        };
  },
});
