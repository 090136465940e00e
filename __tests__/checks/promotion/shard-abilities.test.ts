import { checkArgocdSteps, checkVerification } from '../../../lib/checks/promotion/shard-abilities';
import type { KubeObject } from '../../../lib/core/kube-object';
import { fleetWith, shard, stage } from '../fleet';
import { call, stageOf, taskOf } from './lists';

const onEu = (objects: readonly KubeObject[], argocd: boolean, rollouts: boolean) => ({
  ...fleetWith(...objects),
  shards: [shard('eu', { argocd, rollouts })],
});

const verification = { analysisTemplates: [{ name: 'smoke' }] };

test('fails when a Stage with verification is on a shard without Rollouts', () => {
  const verified = stage('x', { nginx: [] }, { shard: 'eu', verification });
  expect(checkVerification(onEu([verified], true, true))).toEqual([]);
  expect(checkVerification(onEu([verified], true, false))).toEqual([
    {
      severity: 'error',
      id: 'verification-without-rollouts',
      message: "Stage apps/x has 'verification', but its shard 'eu' has no Rollouts",
      fix: "set 'rollouts: true' on the Shard, or put the Stage on a shard that has them",
      where: { construct: 'prod/Stage/x' },
      object: 'Stage apps/x',
      field: ['spec', 'verification'],
    },
  ]);
});

test('verification that names no template needs no Rollouts', () => {
  const empty = stage('x', { nginx: [] }, { shard: 'eu', verification: { args: [] } });
  expect(checkVerification(onEu([empty], true, false))).toEqual([]);
});

test('what the default controller and undeclared shards have is not known', () => {
  const steps = [{ uses: 'argocd-update' }];
  const objects = [stageOf('x', steps, { verification }), stageOf('y', steps, { verification, shard: 'us' })];
  expect(checkVerification(onEu(objects, false, false))).toEqual([]);
  expect(checkArgocdSteps(onEu(objects, false, false))).toEqual([]);
});

test.each(['argocd-update', 'argocd-wait'])('fails when %s is used on a shard without Argo CD', (uses) => {
  const updated = stageOf('x', [{ uses: 'copy' }, { uses }], { shard: 'eu' });
  expect(checkArgocdSteps(onEu([updated], true, false))).toEqual([]);
  expect(checkArgocdSteps(onEu([updated], false, false))).toEqual([
    {
      severity: 'error',
      id: 'argocd-step-without-argocd',
      message: `step 2 of Stage apps/x uses '${uses}', but its shard 'eu' has no Argo CD`,
      fix: "set 'argocd: true' on the Shard, put the Stage on a shard that has one, or give the step an 'if'",
      where: { construct: 'prod/Stage/x' },
      object: 'Stage apps/x',
      field: ['spec', 'promotionTemplate', 'spec', 'steps', 1, 'uses'],
    },
  ]);
});

test('fails when a task that a Stage calls uses Argo CD on a shard without one', () => {
  const objects = [
    stageOf('x', [call('t')], { shard: 'eu' }),
    taskOf('t', [{ uses: 'copy' }, { uses: 'argocd-wait' }]),
  ];
  expect(checkArgocdSteps(onEu(objects, false, false)).map(({ message }) => message)).toEqual([
    "step 1 of Stage apps/x uses 'argocd-wait', through PromotionTask 't', but its shard 'eu' has no Argo CD",
  ]);
});

test('a step with a condition may be meant for other shards', () => {
  const steps = [{ uses: 'argocd-update', if: '${{ vars.argocd }}' }];
  expect(checkArgocdSteps(onEu([stageOf('x', steps, { shard: 'eu' })], false, false))).toEqual([]);
});
