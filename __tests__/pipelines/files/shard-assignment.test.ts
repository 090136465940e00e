import { DefaultShard, Pipelines, Shard, type ShardFunction, ShardRule } from '../../../lib';
import { folder, imported, kargo, PROJECT, project, stage, WAREHOUSE, written } from './fleet';

const dev2 = () => new Shard('dev');

function shards(...functions: unknown[]) {
  return { shards: functions as ShardFunction[] };
}

describe('the shard of an imported object', () => {
  test('is what the first rule with an answer says', () => {
    const { findings, ...made } = imported(project({ 'a.yaml': stage('a'), 'b.yaml': stage('b') }), (kargo) => ({
      shards: [
        ({ metadata }) => (metadata.name === 'a' ? kargo.staging : undefined),
        ShardRule.byName({ '?': kargo.dev, nginx: kargo.controlPlane.defaultShard }),
      ],
      unmatched: undefined,
    }));
    expect(findings()).toEqual([]);
    const files = written(made);
    expect(files['85_Stage_apps_a.yaml']).toContain('shard: staging\n');
    expect(files['85_Stage_apps_b.yaml']).toContain('shard: dev\n');
    expect(files['84_Warehouse_apps_nginx.yaml']).not.toContain('shard');
  });

  test('fails when no rule says it, even if the file does', () => {
    const files = project({ 'a.yaml': stage('a'), 'b.yaml': stage('b', '  shard: staging') });
    const { findings } = imported(files, ({ dev }) => ({
      shards: [ShardRule.byName({ 'nginx*': dev })],
      unmatched: undefined,
    }));
    const fix =
      "(add a rule that covers it, or name the default controller for the rest: 'unmatched: controlPlane.defaultShard')";
    expect(findings()).toEqual([
      `a.yaml:4 error shard-unassigned: no rule of 'shards' says on which shard Stage apps/a is ${fix}`,
      `b.yaml:8 error shard-unassigned: no rule of 'shards' says on which shard Stage apps/b is: its file says 'staging' ${fix}`,
    ]);
  });

  test.each([
    ['spec.shard', stage('a', '  shard: staging'), "'spec.shard' 'staging'", 8],
    [
      'the label',
      stage('a', '', ", labels: { kargo.akuity.io/shard: 'staging' }"),
      "label kargo.akuity.io/shard 'staging'",
      3,
    ],
    ['nonsense', stage('a', '  shard: [1]'), "'spec.shard' [1]", 8],
  ])('fails when the file says another one, by %s', (_, text, got, line) => {
    const { findings } = imported(project({ 'a.yaml': text }), ({ dev }) => ({
      shards: [ShardRule.byName({ a: dev })],
    }));
    expect(findings()).toEqual([
      `a.yaml:${line} error shard-disagrees: Stage apps/a has ${got}, but pattern 'a' of rule 1 of 'shards' says shard 'dev' (write 'dev' there, or change the rule)`,
    ]);
  });

  test('fails when the file names one and the rest is for the default controller', () => {
    const { findings } = imported(project({ 'a.yaml': stage('a', '  shard: dev') }), { shards: [] });
    expect(findings()).toEqual([
      "a.yaml:8 error shard-disagrees: Stage apps/a has 'spec.shard' 'dev', but 'unmatched' says the default controller (remove it from the file, or change the rule)",
    ]);
  });

  test('may be in the file as well if it is the same, as text, label or nothing', () => {
    const files = project({
      'a.yaml': stage('a', '  shard: dev', ', labels: { kargo.akuity.io/shard: dev }'),
      'b.yaml': stage('b', "  shard: ''"),
      'c.yaml': stage('c', '  shard:'),
    });
    const { findings, ...made } = imported(files, ({ dev }) => ({ shards: [ShardRule.byName({ a: dev })] }));
    expect(findings()).toEqual([]);
    expect(written(made)['85_Stage_apps_b.yaml']).not.toContain('shard');
  });

  test('warns of every answer that nothing gets, unless files are missing', () => {
    const rules = ({ dev }: { dev: Shard }) => ({
      shards: [
        ShardRule.byName({ 'a*': dev, a: dev, '*-dve': dev }),
        ShardRule.byLabel('env', { x: dev }),
        ShardRule.byAnnotation('env', { x: dev }),
        ShardRule.explicit({ 'apps/b': dev, 'apps/Stage/a': dev }),
        ShardRule.asWritten(dev),
      ],
    });
    const files = project({ 'a.yaml': stage('a') });
    const told = imported(files, rules).findings();
    expect(told.map((finding) => finding.split(' decides')[0])).toEqual([
      "prod/pipelines warning shard-rule-unused: annotation 'env' with 'x' of rule 3 of 'shards'",
      "prod/pipelines warning shard-rule-unused: entry 'apps/Stage/a' of rule 4 of 'shards'",
      "prod/pipelines warning shard-rule-unused: entry 'apps/b' of rule 4 of 'shards'",
      "prod/pipelines warning shard-rule-unused: label 'env' with 'x' of rule 2 of 'shards'",
      "prod/pipelines warning shard-rule-unused: pattern '*-dve' of rule 1 of 'shards'",
      "prod/pipelines warning shard-rule-unused: pattern 'a' of rule 1 of 'shards'",
    ]);
    expect(imported({ ...files, 'x.yaml': 'a: [' }, rules).findings()).toEqual([
      expect.stringContaining('x.yaml:1 error yaml-invalid'),
    ]);
  });

  test.each<[string, unknown, string]>([
    [
      'throws',
      () => {
        throw new Error('no such key\nat x');
      },
      "throws 'no such key'",
    ],
    [
      'throws a text',
      () => {
        throw 'odd';
      },
      "throws 'odd'",
    ],
    ['returns a name', () => 'dev', "returns the text 'dev', expected a Shard"],
    ['returns a promise', async () => undefined, 'returns an object of type Promise, expected a Shard'],
    ['returns a number', () => 5, 'returns 5, expected a Shard'],
  ])('fails once when a function %s', (_, rule, what) => {
    const { findings } = imported(project({ 'b.yaml': stage('b'), 'a.yaml': stage('a') }), shards(rule));
    expect(findings()).toEqual([
      `a.yaml:1 error shard-rule-failed: rule 1 of 'shards' ${what}, for Stage apps/a and 2 more (return a Shard, the 'defaultShard' of the control plane, or undefined for other rules to decide)`,
    ]);
  });

  test('fails once when the control plane was not given the Shard, however many are on it', () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.yaml`, stage(`s${i}`)]));
    const other = new Shard('other', { runElsewhere: true });
    expect(imported(project(many), { shards: [ShardRule.byName({ 's*': other })] }).findings()).toEqual([
      expect.stringContaining("prod/pipelines error shard-undeclared: shard 'other' was not given to control plane"),
    ]);
    expect(
      imported(
        project(many),
        shards(() => other),
      ).findings(),
    ).toHaveLength(1);
    expect(imported(project(many), { shards: [ShardRule.byName({ 's*': dev2() })] }).findings()).toEqual([
      expect.stringContaining("prod/pipelines error shard-declared-twice: shard 'dev' is not the Shard of that name"),
    ]);
  });

  test('a Shard that was not given to the control plane is not called declared twice where two imports use it', () => {
    const other = new Shard('other', { runElsewhere: true });
    const rules = { shards: [ShardRule.byName({ 's*': other })] };
    const { prod, controlPlane, findings } = imported(project({ 'a.yaml': stage('s1') }), rules);
    const paths = [folder({ 'b.yaml': stage('s2') })];
    Pipelines.fromFiles(prod, 'more', { controlPlane, paths, ...rules });
    expect(findings()).toEqual([
      expect.stringContaining('prod/more error shard-undeclared'),
      expect.stringContaining('prod/pipelines error shard-undeclared'),
    ]);
  });

  test('fails when a rule has no Shard but a name', () => {
    const rule = ShardRule.byName({ a: 'dev' as unknown as Shard });
    expect(imported(project({ 'a.yaml': stage('a') }), { shards: [rule] }).findings()).toEqual([
      expect.stringContaining('prod/pipelines error shard-type: \'shard\' is "dev", expected a Shard'),
    ]);
  });

  test('fails when the rest is to go to a Shard, to another control plane or to no controller', () => {
    const unmatched = (value: unknown, made = kargo()) =>
      imported(project(), { unmatched: value as DefaultShard }, made).findings();
    expect(unmatched(new Shard('dev'))).toEqual([
      expect.stringContaining(
        "prod/pipelines error shard-type: 'unmatched' is shard 'dev', expected the 'defaultShard'",
      ),
    ]);
    expect(unmatched(new DefaultShard())).toEqual([expect.stringContaining('error shard-undeclared')]);
    const none = kargo({ defaultController: false });
    expect(unmatched(none.controlPlane.defaultShard, none)).toEqual([
      expect.stringContaining('prod/pipelines error default-missing'),
    ]);
  });

  test('fails once when the file names a shard that there is not, and names the nearest', () => {
    const unmatched = { unmatched: undefined };
    const files = project({
      'a.yaml': stage('a', '  shard: stagin'),
      'b.yaml': stage('b', '', ', labels: { kargo.akuity.io/shard: dve }'),
      'project.yaml': PROJECT,
      'w.yaml': WAREHOUSE.replace('spec:', 'spec:\n  shard: dev'),
    });
    expect(imported(files, unmatched).findings()).toEqual([
      "a.yaml:8 error shard-unassigned: no rule of 'shards' says on which shard Stage apps/a is: its file says 'stagin' (did you mean 'staging'?)",
      "b.yaml:3 error shard-unassigned: no rule of 'shards' says on which shard Stage apps/b is: its file says 'dve' by label kargo.akuity.io/shard only, which does nothing (did you mean 'dev'?)",
    ]);
  });
});
