import { checkArgocdSteps, checkVerification } from '../../../lib/checks/promotion/shard-abilities';
import type { ControllerView } from '../../../lib/checks/view';
import type { KubeObject } from '../../../lib/core/kube-object';
import { controller, fleetWith, shard, stage } from '../fleet';
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

describe('a Stage without a shard', () => {
  const objects = [stageOf('x', [{ uses: 'argocd-update' }], { verification })];
  const told = (...controllers: ControllerView[]) => {
    const view = { ...fleetWith(...objects), controllers };
    return [...checkVerification(view), ...checkArgocdSteps(view)].map(({ message, fix }) => [message, fix]);
  };

  test('fails to need what the one default controller is without', () => {
    expect(told(controller('prod', { argocd: true, rollouts: true }))).toEqual([]);
    expect(told(controller('prod', { argocd: false, rollouts: false }))).toEqual([
      [
        "Stage apps/x has 'verification', but the default controller has no Rollouts",
        "set 'rollouts: true' on the ControlPlane, or put the Stage on a shard that has them",
      ],
      [
        "step 1 of Stage apps/x uses 'argocd-update', but the default controller has no Argo CD",
        "set 'argocd: true' on the ControlPlane, put the Stage on a shard that has one, or give the step an 'if'",
      ],
    ]);
  });

  test('is told what to change where the default controller has a shard of its own', () => {
    const own = controller('prod', { shard: 'eu', isDefault: true, argocd: true, rollouts: false });
    expect(told(own)).toEqual([
      [expect.anything(), expect.stringMatching(/^set 'rollouts: true' on the Shard of the default controller, /)],
    ]);
  });

  test('may need anything where there is no default controller, or two', () => {
    const without = { argocd: false, rollouts: false };
    expect(told(controller('prod', { ...without, shard: 'eu', isDefault: false }))).toEqual([]);
    expect(told(controller('prod', without), controller('dev', without))).toEqual([]);
  });
});

test('what the default controller of an imported control plane and undeclared shards have is not known', () => {
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
