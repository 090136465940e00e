import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { hasOrigin } from './origin';

/** The construct that its user wrote: not the object that a construct of ours or of cdk8s-plus keeps inside. */
export function authorOf(api: ApiObject): IConstruct {
  const { scope } = api.node;
  return scope === undefined || Chart.isChart(scope) || hasOrigin(api) ? api : scope;
}

/** The objects of which a construct is the author. */
export function authored(author: IConstruct): ApiObject[] {
  return [author, ...author.node.children].filter(ApiObject.isApiObject).filter((api) => authorOf(api) === author);
}
