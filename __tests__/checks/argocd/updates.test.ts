import { updatesOf } from '../../../lib/checks/argocd/updates';
import type { KubeObject } from '../../../lib/core/kube-object';
import { fleetWith } from '../fleet';
import { call, stageOf, taskOf } from '../promotion/lists';
import { update } from './fixtures';

/** What Stages update, as `namespace/name`; `?` for a namespace that depends on the controller. */
const names = (...objects: readonly KubeObject[]) =>
  updatesOf(fleetWith(...objects)).map(({ namespace = '?', target }) =>
    'name' in target ? `${namespace}/${target.name}` : 'selector',
  );

test('a Stage updates the Applications of its own steps', () => {
  const steps = [update({ name: 'a' }, { name: 'b', namespace: 'argo' }), { uses: 'argocd-wait' }];
  expect(names(stageOf('x', steps))).toEqual(['?/a', 'argo/b']);
});

test('argocd-wait updates nothing', () => {
  expect(names(stageOf('x', [{ uses: 'argocd-wait', config: { apps: [{ name: 'a' }] } }]))).toEqual([]);
});

test('a step with a condition may be meant for other Stages', () => {
  expect(names(stageOf('x', [{ ...update({ name: 'a' }), if: '${{ ctx.stage == "y" }}' }]))).toEqual([]);
});

test('a name that is not known before a promotion is left out', () => {
  const apps = [{ name: '${{ outputs.a.b }}' }, { name: 'a', namespace: '${{ outputs.a.b }}' }, { name: '' }, {}];
  expect(names(stageOf('x', [update(...apps)]))).toEqual([]);
});

test('a name may have the Stage and the Project in it', () => {
  expect(names(stageOf('x', [update({ name: '${{ ctx.project }}-${{ ctx.stage }}' })]))).toEqual(['?/apps-x']);
});

test('a selector is known where its values are', () => {
  const known = { matchLabels: { app: '${{ ctx.stage }}' } };
  const unknown = { matchLabels: { app: '${{ outputs.a.b }}' } };
  expect(names(stageOf('x', [update({ selector: known }, { selector: unknown })]))).toEqual(['selector']);
});

describe('of variables of one name counts', () => {
  const app = update({ name: '${{ vars.app }}' });
  const stageVars = { vars: [{ name: 'app', value: 'stage' }] };

  test('that of the promotion before that of the Stage', () => {
    expect(names(stageOf('x', [app], stageVars))).toEqual(['?/stage']);
    expect(names(stageOf('x', [app], stageVars, { app: 'promotion' }))).toEqual(['?/promotion']);
  });

  test('that of the step before those of the promotion', () => {
    const step = { ...app, vars: [{ name: 'app', value: 'step' }] };
    expect(names(stageOf('x', [step], {}, { app: 'promotion' }))).toEqual(['?/step']);
  });

  test('the default of a task where neither the Stage nor the call sets it', () => {
    const task = taskOf('t', [app], { app: 'default' });
    expect(names(stageOf('x', [call('t')]), task)).toEqual(['?/default']);
    expect(names(stageOf('x', [call('t')], {}, { app: '' }), task)).toEqual(['?/default']);
    expect(names(stageOf('x', [call('t')], {}, { app: 'promotion' }), task)).toEqual(['?/promotion']);
    expect(names(stageOf('x', [call('t', { app: 'call' })], {}, { app: 'promotion' }), task)).toEqual(['?/call']);
  });

  test('that of the task step before that of the call', () => {
    const task = taskOf('t', [{ ...app, vars: [{ name: 'app', value: 'own-${{ vars.app }}' }] }]);
    expect(names(stageOf('x', [call('t', { app: 'call' })]), task)).toEqual(['?/own-call']);
  });

  test('one that is not known before those that are', () => {
    const step = { ...app, vars: [{ name: 'app', value: '${{ outputs.a.b }}' }] };
    expect(names(stageOf('x', [step], {}, { app: 'promotion' }))).toEqual([]);
  });
});

test('variables may use those before them', () => {
  const own = { base: 'nginx', app: '${{ vars.base }}-dev' };
  expect(names(stageOf('x', [update({ name: '${{ vars.app }}' })], {}, own))).toEqual(['?/nginx-dev']);
});
