import { Construct } from 'constructs';
import type { ProjectConfigSpec } from '../../imports/kargo';
import { emit } from '../constructs/emit';
import { propsOf } from '../constructs/props';
import { compact, type Draft } from '../core/values';
import { KARGO_API, PIPELINE_METADATA, type PipelineMetadata } from './metadata';
import { ProjectBase } from './project';

/** Properties of a ProjectConfig: the fields of its spec. */
export interface ProjectConfigProps extends Omit<PipelineMetadata, 'name'>, ProjectConfigSpec {}

const { name: _, ...METADATA } = PIPELINE_METADATA;

/** Settings of a Project, among them which of its Stages promote by themselves. It has the Project's name. */
export class ProjectConfig extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: ProjectConfigProps = {}) {
    super(scope, id);
    // What is in its spec is told of by the schema.
    const checked = propsOf<Omit<PipelineMetadata, 'name'>>(this, 'a ProjectConfig', METADATA, props, { others: true });
    const { labels, annotations, ...spec } = checked;
    this.name = ProjectBase.of(this).name;
    emit(this, {
      apiVersion: KARGO_API,
      kind: 'ProjectConfig',
      metadata: { name: this.name, namespace: this.name, labels, annotations },
      spec: compact(spec as { readonly [field: string]: Draft }),
    });
  }
}
