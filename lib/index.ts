export type * from '../imports/kargo';
export type * from '../imports/steps';
export type * from '../imports/subscriptions';
export { type IgnoreCheckOptions, ignoreCheck } from './constructs/ignore-check';
export type { Finding, IgnoredFinding, Problem, Severity, Where } from './core/finding';
export type { Json, JsonObject, KubeMetadata, KubeObject } from './core/kube-object';
export type { Cluster, ClusterProps } from './fleet/cluster';
export { Fleet, type FleetProps } from './fleet/fleet';
export { ArgocdApplications, type ArgocdApplicationsProps } from './pipelines/argocd-applications';
export { authorizedStage } from './pipelines/authorized-stage';
export { Pipelines } from './pipelines/files/pipelines';
export type { PipelinesProps } from './pipelines/files/pipelines-props';
export { type ShardFunction, type ShardMap, ShardRule, type ShardRuleEntry } from './pipelines/files/shard-rule';
export {
  type FreightOptions,
  FreightRequest,
  type IStage,
  type IWarehouse,
  type UpstreamOptions,
} from './pipelines/freight';
export type { PipelineMetadata } from './pipelines/metadata';
export { type Environment, Pipeline, type PipelineProps } from './pipelines/pipeline';
export {
  type ExistingKind,
  Project,
  type ProjectAttributes,
  ProjectBase,
  type ProjectProps,
} from './pipelines/project';
export { ProjectConfig, type ProjectConfigProps } from './pipelines/project-config';
export { type IPromotionTask, PromotionTask, type PromotionTaskProps } from './pipelines/promotion-task';
export type { ShardTarget } from './pipelines/shard-target';
export { ShardedStage, type ShardedStageProps } from './pipelines/sharded-stage';
export { ShardedWarehouse, type ShardedWarehouseProps } from './pipelines/sharded-warehouse';
export type { OtherFields } from './pipelines/spec';
export {
  type BuiltInStep,
  type CustomStep,
  customStep,
  type Step,
  type TaskStep,
  type Variables,
} from './pipelines/steps';
export { EmbeddedRenderer, type KargoValues } from './renderer/embedded';
export { HelmRenderer, type HelmRendererProps, type VendoredChartOptions } from './renderer/helm';
export { RenderError, type Renderer, type RenderRequest } from './renderer/renderer';
export { ControlPlane } from './topology/control-plane';
export type { ControlPlaneAttributes } from './topology/control-plane-attributes';
export type { ControlPlaneProps, ControlPlaneResources } from './topology/control-plane-props';
export type { IControlPlane } from './topology/control-plane-reference';
export {
  Credentials,
  type DeliveredOptions,
  type ExistingKubeconfigOptions,
  type ExternalSecretsOptions,
  type SecretStoreReference,
} from './topology/credentials';
export { DefaultShard } from './topology/default-shard';
export type { IProject } from './topology/project-reference';
export type { AdminAccountProps, ExternalWebhooksProps, IngressProps, TlsProps } from './topology/props/api';
export type { GitClientProps } from './topology/props/controller';
export type { GarbageCollectionProps } from './topology/props/garbage-collection';
export type { MetricsProps } from './topology/props/metrics';
export type { Claims, DexProps, OidcProps } from './topology/props/oidc';
export type {
  ImageProps,
  LogFormat,
  LogLevel,
  ResourceAmounts,
  Resources,
  StringMap,
  Toleration,
  WorkloadProps,
} from './topology/props/workload';
export { RemoteControllerAccess } from './topology/remote-controller-access';
export type { RemoteControllerAccessProps, ShardAccess } from './topology/remote-controller-access-props';
export { Shard, type ShardProps } from './topology/shard';
export { ShardController } from './topology/shard-controller';
export type { ShardControllerProps } from './topology/shard-controller-props';
