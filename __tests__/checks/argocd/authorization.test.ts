import { authorizedStage } from '../../../lib';
import { checkUpdates } from '../../../lib/checks/argocd/authorization';
import type { ApplicationsView, FleetView } from '../../../lib/checks/view';
import type { KubeObject } from '../../../lib/core/kube-object';
import { cluster, controller, fleet, made, project, warehouse } from '../fleet';
import { stageOf } from '../promotion/lists';
import { ANNOTATION, application, given, update } from './fixtures';

const updating = (app: object, spec: object = {}, stage = 'x') => stageOf(stage, [update(app)], spec);
const view = (
  stages: readonly KubeObject[],
  applications: readonly ApplicationsView[],
  changes: Partial<FleetView> = {},
) => fleet({ clusters: [cluster('prod', project(), warehouse(), ...stages)], applications, ...changes });
const found = (of: FleetView) => checkUpdates(of).map(({ id, message }) => `${id}: ${message}`);
const ids = (of: FleetView) => checkUpdates(of).map(({ id }) => id);

describe('an Application that a Stage updates', () => {
  const stage = updating({ name: 'nginx' });

  test('must authorize the Stage', () => {
    expect(checkUpdates(view([stage], [given([application('nginx', 'apps:x')])]))).toEqual([]);
    expect(checkUpdates(view([stage], [given([application('nginx', 'apps:y')])]))).toEqual([
      {
        severity: 'error',
        id: 'application-not-authorized',
        message: `Application argocd/nginx does not authorize Stage apps/x, which updates it: it has the annotation ${ANNOTATION} 'apps:y'`,
        fix: `write '${ANNOTATION}: apps:y,apps:x' in its annotations, or name another Application in the step`,
        where: { construct: 'apps/nginx' },
        object: 'Application argocd/nginx',
        field: ['metadata', 'annotations', 'kargo.akuity.io/authorized-stage'],
      },
    ]);
  });

  test('is refused without the annotation', () => {
    expect(checkUpdates(view([stage], [given([application('nginx')])]))).toMatchObject([
      {
        message: expect.stringContaining(`it has no annotation ${ANNOTATION}`),
        fix: expect.stringContaining(`write '${ANNOTATION}: apps:x' in`),
      },
    ]);
  });

  test('cannot authorize a second Stage until Kargo 1.10', () => {
    const applications = [given([application('nginx', 'apps:y')])];
    expect(checkUpdates(view([stage], applications, { kargoVersion: '1.10.10' }))).toMatchObject([
      {
        fix: "write 'apps:x' there, since Kargo reads several Stages from 1.11 on only, or name another Application in the step",
      },
    ]);
  });

  test('is right with the annotation that authorizedStage gives', () => {
    const annotation = authorizedStage({ projectName: 'apps', name: 'y' }, { projectName: 'apps', name: 'x' });
    expect(ids(view([stage], [given([application('nginx', annotation[ANNOTATION])])]))).toEqual([]);
  });

  test.each(['nginx', '{{ stage }}'])('is left to others with the annotation %p', (value) => {
    expect(ids(view([stage], [given([application('nginx', value)])]))).toEqual([]);
  });

  test('is told of once, however many steps update it', () => {
    const twice = stageOf('x', [update({ name: 'nginx' }), update({ name: 'nginx', namespace: 'argocd' })]);
    const messages = found(view([twice], [given([application('nginx')])]));
    expect(new Set(messages).size).toBe(1);
  });
});

describe('an Application that is not there', () => {
  test('is a warning where all of a shard are given', () => {
    const applications = [given([application('ngnix', 'apps:x')])];
    expect(checkUpdates(view([updating({ name: 'nginx' })], applications))).toEqual([
      {
        severity: 'warning',
        id: 'application-missing',
        message:
          "Stage apps/x updates Application 'nginx', which the Applications of the default controller do not have among them",
        fix: "did you mean 'ngnix'?",
        where: { construct: 'prod/Stage/x' },
        object: 'Stage apps/x',
        field: ['spec', 'promotionTemplate', 'spec', 'steps', 0, 'config', 'apps', 0],
      },
    ]);
    expect(ids(view([updating({ name: 'nginx' })], [given([])]))).toEqual(['application-missing']);
  });

  test('is in another namespace', () => {
    const stage = updating({ name: 'nginx', namespace: 'argo' });
    expect(checkUpdates(view([stage], [given([application('nginx', 'apps:x')])]))).toMatchObject([
      {
        message: expect.stringContaining("updates Application 'nginx' in namespace 'argo', which"),
        fix: "did you mean 'argocd/nginx'?",
      },
    ]);
  });

  test('may be elsewhere where not all are given', () => {
    const stages = [updating({ name: 'nginx' })];
    expect(ids(view(stages, [given([], { complete: false })]))).toEqual([]);
    expect(ids(view(stages, [given([]), given([], { complete: false })]))).toEqual([]);
    expect(ids(view(stages, [given([], { seenBy: 'unknown' })]))).toEqual([]);
    expect(ids(view(stages, []))).toEqual([]);
  });

  test('may be that of which the manifest names no namespace', () => {
    const stage = updating({ name: 'nginx', namespace: 'argo' });
    const nowhere = application('nginx', 'apps:x', { namespace: undefined });
    expect(ids(view([stage], [given([nowhere])]))).toEqual([]);
  });
});

describe('Applications that a step selects by labels', () => {
  const stage = updating({ selector: { matchLabels: { app: 'web' } } });
  const labels = { labels: { app: 'web' } };

  test('may be passed over as long as one authorizes the Stage', () => {
    expect(ids(view([stage], [given([application('a', 'apps:x', labels), application('b', undefined)])]))).toEqual([]);
  });

  test('must not all refuse the Stage', () => {
    const applications = [application('a', 'apps:y', { ...labels, annotations: {} }), application('b', 'apps:x')];
    expect(found(view([stage], [given(applications)]))).toEqual([
      'application-not-authorized: a step of Stage apps/x selects one Application, which does not authorize it',
    ]);
    expect(ids(view([stage], [given(applications, { complete: false })]))).toEqual([]);
  });

  test('must be there', () => {
    expect(found(view([stage], [given([application('a', 'apps:x')])]))).toEqual([
      'application-missing: Stage apps/x updates Applications by labels, which the Applications of the default controller do not have among them',
    ]);
  });
});

describe('which Applications a Stage sees', () => {
  const onEu = updating({ name: 'nginx' }, { shard: 'eu' });
  const wrong = [application('nginx', 'apps:y')];

  test('are those of its shard', () => {
    expect(ids(view([onEu], [given(wrong)]))).toEqual([]);
    expect(ids(view([onEu], [given(wrong, { seenBy: { shard: 'us' } })]))).toEqual([]);
    expect(ids(view([onEu], [given(wrong, { seenBy: { shard: 'eu' } })]))).toEqual(['application-not-authorized']);
  });

  test('are those of the shard of the default controller where it has none', () => {
    const controllers = [controller('prod', { shard: 'home', isDefault: true })];
    const unsharded = updating({ name: 'nginx' });
    const home = [given(wrong, { seenBy: { shard: 'home' } })];
    expect(ids(view([unsharded], home, { controllers }))).toEqual(['application-not-authorized']);
    expect(ids(view([unsharded], home))).toEqual([]);
  });

  test('are those in the cluster in which its controller runs, others besides', () => {
    const clusters = [cluster('prod', project(), onEu), cluster('eu', ...wrong), cluster('us', application('nginx'))];
    const controllers = [controller('eu', { shard: 'eu' }), controller('us', { shard: 'us' })];
    expect(found(fleet({ clusters, controllers }))).toEqual([
      `application-not-authorized: Application argocd/nginx does not authorize Stage apps/x, which updates it: it has the annotation ${ANNOTATION} 'apps:y'`,
    ]);
    const other = updating({ name: 'other' }, { shard: 'eu' });
    expect(ids(fleet({ clusters: [cluster('prod', other), ...clusters.slice(1)], controllers }))).toEqual([]);
  });

  test('are in the namespace that its controller is told', () => {
    const config = (place: string, shard = 'eu', namespace = 'kargo'): KubeObject => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `kargo-controller-${shard}`, namespace },
      data: { ARGOCD_NAMESPACE: place, SHARD_NAME: shard },
    });
    const others = [config('other', 'us'), config('other', 'eu', 'other')];
    const withConfig = (namespace: string) =>
      fleet({
        clusters: [cluster('prod', onEu), cluster('eu', config(namespace), ...others, ...wrong)],
        controllers: [controller('eu', { shard: 'eu' })],
      });
    expect(ids(withConfig('argocd'))).toEqual(['application-not-authorized']);
    expect(ids(withConfig('argo'))).toEqual([]);
  });
});

describe('where it is not known what sees an Application', () => {
  const unknown = (...objects: readonly KubeObject[]) => given(objects, { seenBy: 'unknown', complete: false });
  const dev = updating({ name: 'nginx' }, { shard: 'dev' }, 'dev');
  const prod = updating({ name: 'nginx' }, {}, 'prod');

  test('a Stage is right if one of its name authorizes it', () => {
    expect(
      ids(view([dev, prod], [unknown(application('nginx', 'apps:prod'), application('nginx', 'apps:dev'))])),
    ).toEqual([]);
  });

  test('a Stage is wrong if one that serves nobody does not', () => {
    expect(ids(view([dev], [unknown(application('nginx', 'apps:dve'))]))).toEqual(['application-not-authorized']);
  });

  test('one that serves a Stage of another shard is not meant', () => {
    expect(ids(view([dev, prod], [unknown(application('nginx', 'apps:dev'))]))).toEqual([]);
  });

  test('one that serves another Stage of the same shard is meant', () => {
    const other = updating({ name: 'nginx' }, { shard: 'dev' }, 'other');
    expect(found(view([dev, other], [unknown(application('nginx', 'apps:dev'))]))).toEqual([
      expect.stringContaining('does not authorize Stage apps/other'),
    ]);
  });

  test('one that is given for the shard counts first', () => {
    const objects = [made(application('nginx', 'apps:y'), 'a')];
    const applications = [given([application('nginx')]), { ...unknown(), objects }];
    expect(found(view([prod], applications))).toEqual([expect.stringContaining('it has no annotation')]);
  });
});
