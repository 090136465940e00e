import { controller, findings, fleet, fleetWith, messages, shard, stage, warehouse } from './fleet';

test('shards that are declared once and used by name are right', () => {
  expect(findings(fleet(), 'shard-undeclared')).toEqual([]);
  expect(findings(fleet(), 'shard-declared-twice')).toEqual([]);
});

test('fails when a Stage is on a shard that the fleet does not declare, and names the nearest', () => {
  expect(findings(fleetWith(stage('x', { nginx: [] }, { shard: 'dve-shard' })), 'shard-undeclared')).toEqual([
    {
      severity: 'error',
      id: 'shard-undeclared',
      message: "Stage apps/x is on shard 'dve-shard', which nobody declares",
      fix: "did you mean 'dev-shard'?",
      where: { construct: 'prod/Stage/x' },
      object: 'Stage apps/x',
      field: ['spec', 'shard'],
    },
  ]);
});

test('fails when a Warehouse is on a shard that the fleet does not declare, and says what to do where none is near', () => {
  const [finding] = findings(fleetWith(warehouse('x', { shard: 'europe' })), 'shard-undeclared');
  expect(finding?.message).toBe("Warehouse apps/x is on shard 'europe', which nobody declares");
  expect(finding?.fix).toBe("add the Shard to 'shards' of the ControlPlane");
});

test('fails when a controller is for a shard that the fleet does not declare', () => {
  const view = fleet({ controllers: [...fleet().controllers, controller('dev', { shard: 'dev-shards' })] });
  expect(messages(view, 'shard-undeclared')).toEqual([
    "the controller in cluster 'dev' is for shard 'dev-shards', which nobody declares",
  ]);
});

test('fails when an access is that of a shard that the fleet does not declare, and names the nearest', () => {
  const accesses = ['dev-shard', 'dve-shard'].map((name) => ({ name, where: { construct: `prod/access-${name}` } }));
  expect(findings(fleet({ accesses }), 'shard-undeclared')).toEqual([
    {
      severity: 'error',
      id: 'shard-undeclared',
      message: "the access is that of shard 'dve-shard', which nobody declares",
      fix: "did you mean 'dev-shard'?",
      where: { construct: 'prod/access-dve-shard' },
    },
  ]);
  expect(findings(fleet({ accesses, complete: false }), 'shard-undeclared')).toEqual([]);
});

test('fails when two Shards have one name', () => {
  const view = fleet({ shards: [shard('dev-shard'), shard('dev-shard', { where: { construct: 'prod/again' } })] });
  expect(findings(view, 'shard-declared-twice')).toEqual([
    expect.objectContaining({
      message: "shard 'dev-shard' is declared here and at prod/again",
      where: { construct: 'prod/dev-shard' },
    }),
  ]);
});
