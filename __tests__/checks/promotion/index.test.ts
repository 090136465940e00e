import * as fc from 'fast-check';
import { checkPromotionSteps } from '../../../lib/checks/promotion';
import { checkPolicies } from '../../../lib/checks/promotion/policies';
import { checkVerification } from '../../../lib/checks/promotion/shard-abilities';
import type { FleetView } from '../../../lib/checks/view';
import { type Finding, sortFindings } from '../../../lib/core/finding';
import type { KubeObject } from '../../../lib/core/kube-object';
import { cluster, controller, fleet, kargo, shard } from '../fleet';
import { call, stageOf, step, taskOf, vars } from './lists';

function check(view: FleetView): Finding[] {
  return sortFindings([checkPromotionSteps, checkPolicies, checkVerification].flatMap((each) => each(view)));
}

const shards = [shard('eu', { argocd: false, rollouts: false })];
const view = (objects: readonly KubeObject[]) => fleet({ clusters: [cluster('prod', ...objects)], shards });

const json = fc.jsonValue({ maxDepth: 3 });
const or = <T>(right: fc.Arbitrary<T>) => fc.oneof({ arbitrary: right, weight: 6 }, { arbitrary: json, weight: 1 });
const text = or(
  fc.constantFrom(
    ...[
      'a',
      't',
      'step-1',
      'argocd-update',
      'set-metadata',
      'PromotionTask',
      '${{',
      '${{ vars.a }}',
      'regex:(',
      'glob:*',
    ],
    ...["${{ outputs['a'].b }}", "${{ outputs['task-1::a'] }}", '${{ task.outputs.a }}', '${{ vars.a ?? 1 }}'],
  ),
);
const members = fc.record({ name: text, value: text, kind: fc.constantFrom('Stage', 1) }, { requiredKeys: [] });
const steps = or(
  fc.array(
    or(
      fc.record(
        {
          as: text,
          uses: text,
          if: text,
          task: or(fc.record({ name: text, kind: text }, { requiredKeys: [] })),
          vars: or(fc.array(or(members))),
          config: or(fc.record({ a: text, updates: or(fc.array(or(members))) }, { requiredKeys: [] })),
        },
        { requiredKeys: [] },
      ),
    ),
    { maxLength: 4 },
  ),
);
const spec = or(
  fc.record(
    {
      shard: or(fc.constant('eu')),
      steps,
      vars: or(fc.array(or(members))),
      promotionTemplate: or(fc.record({ spec: or(fc.record({ steps, vars: json }, { requiredKeys: [] })) })),
      promotionPolicies: or(fc.array(or(fc.record({ stage: text, stageSelector: or(members) }, { requiredKeys: [] })))),
      verification: or(fc.record({ analysisTemplates: json })),
    },
    { requiredKeys: [] },
  ),
);
const object = fc.record({
  kind: fc.constantFrom('Stage', 'PromotionTask', 'ClusterPromotionTask', 'ProjectConfig'),
  name: fc.constantFrom('a', 't'),
  spec,
});

test('specs with any content at all are checked without crashing', () => {
  fc.assert(
    fc.property(fc.array(object, { maxLength: 5 }), (drawn) => {
      const objects = drawn.map(({ kind, name, ...rest }) => ({ ...kargo(kind, name, 'apps'), ...rest }));
      for (const finding of check(view(objects))) {
        expect(finding.message).not.toMatch(/undefined|\[object/);
      }
    }),
    { numRuns: 500 },
  );
});

const SET = { uses: 'set-metadata', config: { updates: [{ kind: 'Stage', name: 'b', values: { a: 1 } }] } };
const MISTAKES = [
  stageOf('a', [call('t'), step('${{ vars.x }}'), SET, { uses: 'argocd-wait' }], { shard: 'eu' }),
  stageOf('b', [step('x', { as: 'step-1' }), step("${{ outputs['c'] }}", { as: 'step-1' }), call('t'), call('twice')]),
  stageOf('c', [{}, call('t')], { shard: 'eu', verification: { analysisTemplates: [{ name: 'x' }] } }),
  stageOf('c', [call('t', { z: '1' })]),
  taskOf('t', [step("${{ vars.y }}${{ outputs['c'] }}")], { z: undefined }),
  taskOf('twice', [step("${{ task.outputs['c'] }}")], { z: undefined }),
  taskOf('twice', [step('${{ vars.z }}')]),
  { ...kargo('ProjectConfig', 'apps', 'apps'), spec: { promotionPolicies: [{ stage: 'd' }] } },
];

test('the order in which objects come changes no finding', () => {
  const expected = check(view(MISTAKES));
  expect(new Set(expected.map(({ id }) => id)).size).toBe(10);
  fc.assert(
    fc.property(fc.shuffledSubarray(MISTAKES, { minLength: MISTAKES.length }), (objects) => {
      expect(check(view(objects))).toEqual(expected);
    }),
    { numRuns: 50 },
  );
});

const fresh = (i: number) => [
  step('${{ vars.a }}', { as: 'first', vars: vars({ b: '${{ vars.a }}' }) }),
  call('t', { env: `e${i}`, c: "${{ outputs['first'].x }}" }),
  step("${{ outputs['task-2::one'].x }}"),
  { ...SET, config: { updates: [{ kind: 'Stage', name: `s${i}`, values: { a: 1 } }] } },
];

test('3,000 Stages that call one task are checked within a few seconds', () => {
  const task = taskOf('t', [step('${{ vars.env }}', { as: 'one' }), step("${{ outputs['first'] }}")], { c: undefined });
  const objects = [task, ...Array.from({ length: 3_000 }, (_, i) => stageOf(`s${i}`, fresh(i), {}, { a: 'x' }))];
  const started = process.cpuUsage();
  expect(check(view(objects)).map(({ id, severity }) => `${severity} ${id}`)).toEqual(['warning variable-undeclared']);
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(2000);
});

test('one Stage with 10,000 calls and 10,000 steps is checked within a few seconds', () => {
  const task = taskOf('t', [step("${{ outputs['first'] }}${{ vars.env }}")]);
  const steps = Array.from({ length: 10_000 }, (_, i) => [
    call('t', { env: 'x' }),
    step(i === 0 ? 'x' : `\${{ outputs['task-${2 * i + 1}::step-1'] }}`, i === 0 ? { as: 'first' } : {}),
  ]);
  const started = process.cpuUsage();
  const found = check({ ...view([task, stageOf('x', steps.flat())]), controllers: [controller('prod')] });
  expect(found.map(({ id }) => id)).toEqual(['output-missing', 'variable-undeclared']);
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(6000);
});
