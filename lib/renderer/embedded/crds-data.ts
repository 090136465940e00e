import crds from '../../../imports/crds.json';
import type { KubeObject } from '../../core/kube-object';

/** The CustomResourceDefinitions of Kargo 1.11.2, without the descriptions in their schemas. */
export const CRDS: readonly KubeObject[] = crds;
