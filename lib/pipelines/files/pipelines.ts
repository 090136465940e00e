import { Construct } from 'constructs';
import { clusterOf } from '../../constructs/cluster-of';
import { stateExisting } from '../../constructs/existing';
import { stateFacts } from '../../constructs/facts';
import { recordFinding, recordLater } from '../../constructs/findings';
import { propsOf } from '../../constructs/props';
import { validateTree } from '../../constructs/validation';
import type { Finding } from '../../core/finding';
import type { KubeObject } from '../../core/kube-object';
import { dnsLabelProblem } from '../../core/names';
import { nearest } from '../../core/nearest';
import { valueAt } from '../../core/values';
import { readSources } from '../../source/read';
import type { IControlPlane } from '../../topology/control-plane-reference';
import { orStandIn } from '../../topology/missing-control-plane';
import { directFreight, type IStage, type IWarehouse, upstreamFreight } from '../freight';
import { onShard } from './apply-shard';
import { emitFileObject } from './emit-file-object';
import { type FileObject, isKargo, isSharded } from './file-object';
import { unfitness } from './fitness';
import { foreignness, projectNamespaces } from './foreign';
import { homelessness } from './homeless';
import { PIPELINES, type PipelinesProps } from './pipelines-props';
import { emitProjectNamespaces } from './project-namespace';
import { recordReading } from './reading';
import { inNamespace } from './scope';
import { ShardAssignment, type ShardRules } from './shard-assignment';

/**
 * Pipelines that are written in YAML: Projects, Warehouses, Stages, PromotionTasks and whatever else is in the namespaces of
 * Projects. All of it is written as it is, but for the shard of each Stage and Warehouse, which follows from rules; and a
 * Project gets its Namespace, and a shard the right to read the Project's Secrets, as in TypeScript.
 */
export class Pipelines extends Construct {
  /**
   * Pipelines from files. Does not throw for what is wrong in them: that is recorded as findings, which name file and line.
   */
  static fromFiles(scope: Construct, id: string, props: PipelinesProps): Pipelines {
    return new Pipelines(scope, id, props);
  }

  readonly #objects: readonly FileObject[];
  /** Whether everything that is in the files could be read. */
  readonly #whole: boolean;

  private constructor(scope: Construct, id: string, props: PipelinesProps) {
    super(scope, id);
    validateTree(this);
    const checked = propsOf(this, 'Pipelines', PIPELINES, props);
    const { namespace, paths = [], shards, unmatched } = checked;
    const controlPlane = orStandIn(this, checked.controlPlane);
    stateExisting(this, checked.existing ?? []);
    // Standard input is for the command that checks files; an app that is synthesised has none.
    const sources = readSources(paths.map((path) => (path === '-' ? './-' : path)));
    if (checked.paths !== undefined) {
      recordReading(this, sources, paths);
    }
    this.#objects = sources.objects
      .map(({ object, where }) => ({ object: inNamespace(object, namespace), where }))
      .filter((at) => this.#isFit(at));
    this.#whole =
      checked.paths !== undefined && !sources.findings.some(isError) && this.#objects.length === sources.objects.length;
    if (!this.#whole) {
      stateFacts(this, { kind: 'unread' });
    }
    this.#emit({ controlPlane, shards, unmatched });
    recordLater(this, () => [...homelessness(this.#objects), ...this.#foreigners(controlPlane)]);
  }

  /** Names of the Projects that are in the files, sorted. */
  get projectNames(): readonly string[] {
    return this.#namesOf('Project', undefined).sort();
  }

  /** A Stage that is in the files, to be named somewhere. One that is not is recorded as a finding. */
  stage(projectName: string, name: string): Required<IStage> {
    this.#expect('Stage', projectName, name);
    return { name, projectName };
  }

  /** A Warehouse that is in the files, for Stages in TypeScript. One that is not is recorded as a finding. */
  warehouse(projectName: string, name: string): IWarehouse {
    this.#expect('Warehouse', projectName, name);
    const warehouse = { name, projectName };
    return {
      ...warehouse,
      direct: (options = {}) => directFreight(warehouse, options),
      from: (stages, options = {}) => upstreamFreight(warehouse, stages, options),
    };
  }

  #isFit(at: FileObject): boolean {
    const problem = unfitness(at);
    if (problem !== undefined) {
      recordFinding(this, { ...problem, where: at.where });
    }
    return problem === undefined;
  }

  #emit(rules: ShardRules): void {
    const { controlPlane } = rules;
    const assignment = new ShardAssignment(this, rules);
    for (const at of this.#objects) {
      const { object, where } = at;
      if (!isSharded(object)) {
        emitFileObject(this, at);
        continue;
      }
      const placed = onShard(object, assignment.shardOf(at));
      emitFileObject(this, { object: placed, where });
      this.#grantSecrets(controlPlane, placed);
    }
    assignment.finish(this.#whole && this.#objects.some(({ object }) => isSharded(object)));
    emitProjectNamespaces(
      this,
      this.#objects.map(({ object }) => object),
    );
  }

  #grantSecrets(controlPlane: IControlPlane, object: KubeObject): void {
    const name = valueAt(object, ['spec', 'shard']);
    const shard = controlPlane.shards.find((given) => given.name === name);
    const project = object.metadata.namespace;
    if (shard !== undefined && project !== undefined && dnsLabelProblem(project) === undefined) {
      controlPlane.accessOf(shard)?.grantProjectSecrets({ name: project }, this);
    }
  }

  #foreigners({ sharedResourcesNamespace, systemResourcesNamespace }: IControlPlane) {
    const namespaces = projectNamespaces(clusterOf(this)).add(sharedResourcesNamespace).add(systemResourcesNamespace);
    return this.#objects.flatMap((at) => {
      const problem = foreignness(at, namespaces);
      return problem === undefined ? [] : [{ ...problem, where: at.where }];
    });
  }

  #namesOf(kind: string, namespace: string | undefined): string[] {
    return this.#objects
      .filter(({ object }) => isKargo(object) && object.kind === kind && object.metadata.namespace === namespace)
      .map(({ object }) => object.metadata.name);
  }

  #expect(kind: 'Stage' | 'Warehouse', projectName: string, name: string): void {
    const names = this.#namesOf(kind, projectName);
    if (this.#whole && !names.includes(name)) {
      const meant = nearest(String(name), names);
      recordFinding(this, {
        severity: 'error',
        id: `${kind.toLowerCase()}-missing`,
        message: `no ${kind} '${projectName}/${name}' is in the files`,
        fix: meant === undefined ? `name a ${kind} that is there` : `did you mean '${meant}'?`,
      });
    }
  }
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}
