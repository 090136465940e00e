import { Construct } from 'constructs';
import type { ProjectConfigSpec } from '../../imports/kargo';
import { emit } from '../constructs/emit';
import { compact, type Draft } from '../core/values';
import { KARGO_API, type PipelineMetadata } from './metadata';
import { ProjectBase } from './project';

/** Properties of a ProjectConfig: the fields of its spec. */
export interface ProjectConfigProps extends Omit<PipelineMetadata, 'name'>, ProjectConfigSpec {}

/** Settings of a Project, among them which of its Stages promote by themselves. It has the Project's name. */
export class ProjectConfig extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: ProjectConfigProps = {}) {
    super(scope, id);
    const { labels, annotations, ...spec } = props;
    this.name = ProjectBase.of(this).name;
    emit(this, {
      apiVersion: KARGO_API,
      kind: 'ProjectConfig',
      metadata: { name: this.name, namespace: this.name, labels, annotations },
      spec: compact(spec as { readonly [field: string]: Draft }),
    });
  }
}
