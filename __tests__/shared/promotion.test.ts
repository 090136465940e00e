import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { checkPromotionSteps } from '../../lib/checks/promotion';
import { checkPolicies } from '../../lib/checks/promotion/policies';
import { checkVerification } from '../../lib/checks/promotion/shard-abilities';
import type { KubeObject } from '../../lib/core/kube-object';
import { cluster, fleet, shard } from '../checks/fleet';

const PIPELINES = join(__dirname, '../../../shared/examples/seed-pipelines');
const present = existsSync(PIPELINES);
const suite = present ? describe : describe.skip;
const skipped = present ? '' : ' (skipped: there is no ../shared)';

const pipelines = () =>
  readdirSync(PIPELINES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => loadAll(readFileSync(join(PIPELINES, name), 'utf8')) as KubeObject[]);

const view = (...objects: readonly KubeObject[]) =>
  fleet({ clusters: [cluster('prod', ...objects)], shards: [shard('dev-shard'), shard('staging-shard')] });

suite(`checks of the steps of the seed pipelines${skipped}`, () => {
  test('the variable that the task does not declare is all that is found', () => {
    const seed = view(...pipelines());
    const found = [checkPromotionSteps, checkPolicies, checkVerification].flatMap((check) => check(seed));
    expect(found.map(({ severity, id, message }) => [severity, id, message])).toEqual([
      [
        'warning',
        'variable-undeclared',
        "PromotionTask argocd-example-apps/promote uses variable 'env', which it does not declare; it works only as long as everything that calls the task sets it",
      ],
    ]);
  });

  test('it is an error as soon as one Stage does not set it', () => {
    const objects = JSON.parse(
      JSON.stringify(pipelines()).replace('{"name":"env","value":"dev"},', ''),
    ) as KubeObject[];
    expect(checkPromotionSteps(view(...objects)).map(({ severity, id }) => [severity, id])).toEqual([
      ['error', 'variable-undeclared'],
    ]);
  });
});
