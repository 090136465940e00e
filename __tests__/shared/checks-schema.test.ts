import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { checkSpecs } from '../../lib/checks/schema/specs';
import { checkSteps } from '../../lib/checks/schema/steps';
import { checkSubscriptions } from '../../lib/checks/schema/subscriptions';
import type { KubeObject } from '../../lib/core/kube-object';
import { cluster, fleet } from '../checks/fleet';

const PIPELINES = join(__dirname, '../../../shared/examples/seed-pipelines');
const present = existsSync(PIPELINES);
const suite = present ? describe : describe.skip;

suite(`schemas and the seed pipelines${present ? '' : ' (skipped: there is no ../shared)'}`, () => {
  test('three images with a field that is gone are all that is wrong', () => {
    const files = readdirSync(PIPELINES, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.yaml'),
    );
    const objects = files.flatMap((name) => loadAll(readFileSync(join(PIPELINES, name), 'utf8')) as KubeObject[]);
    const view = fleet({ clusters: [cluster('prod', ...objects)] });
    const found = [checkSpecs, checkSteps, checkSubscriptions].flatMap((check) => check(view));
    expect(objects).toHaveLength(15);
    expect(found.map(({ id, message, fix }) => [id, message, fix]).sort()).toEqual(
      ['cert-manager', 'kustomize-guestbook', 'nginx'].map((name) => [
        'subscription-invalid',
        `Warehouse argocd-example-apps/${name}: 'spec.subscriptions[0].image.semverConstraint' is gone since Kargo 1.9, which ignores it and so takes any version`,
        "rename it to 'constraint'",
      ]),
    );
  });
});
