import { findings, fleetWith, messages, project, stage, warehouse } from './fleet';

/** A Stage that requests freight of one Warehouse from these sources. */
const from = (name: string, sources: unknown) => ({
  ...stage(name),
  spec: {
    requestedFreight: [{ origin: { kind: 'Warehouse', name: 'nginx' }, ...(sources !== undefined && { sources }) }],
  },
});

test('freight that goes from Stage to Stage is right', () => {
  const view = fleetWith(
    warehouse('redis'),
    stage('x', { nginx: ['dev'], redis: [] }),
    stage('y', { nginx: ['x'], redis: ['x'] }),
  );
  expect(findings(view, 'freight-unreachable')).toEqual([]);
  expect(findings(view, 'freight-circle')).toEqual([]);
});

test('fails when a Stage waits for freight from a Stage that does not request it', () => {
  expect(findings(fleetWith(warehouse('redis'), stage('x', { redis: ['dev'] })), 'freight-unreachable')).toEqual([
    expect.objectContaining({
      message: "Stage apps/x requests freight of Warehouse 'redis' from Stage 'dev', which does not request it itself",
      fix: "let 'dev' request freight of Warehouse 'redis' too, or request it from another Stage or directly",
      object: 'Stage apps/x',
    }),
  ]);
});

test('only warns when freight comes to such a Stage another way as well', () => {
  const [finding] = findings(fleetWith(stage('x', { nginx: ['dev', 'y'] }), stage('y', {})), 'freight-unreachable');
  expect(finding?.severity).toBe('warning');
});

test('fails when such a Stage must get freight from all its Stages', () => {
  const strict = from('x', { stages: ['dev', 'y'], availabilityStrategy: 'All' });
  const [finding] = findings(fleetWith(strict, stage('y', {})), 'freight-unreachable');
  expect(finding?.severity).toBe('error');
});

test.each([
  ['nothing', {}],
  ['an empty list', { stages: [] }],
  ['direct: false', { direct: false, stages: null }],
])('fails when a Stage requests freight from nowhere: %s', (_, sources) => {
  expect(findings(fleetWith(from('x', sources), stage('y', { nginx: ['x'] })), 'freight-unreachable')).toEqual([
    expect.objectContaining({
      severity: 'error',
      message:
        "Stage apps/x requests freight of Warehouse 'nginx' neither directly nor from a Stage, so none comes but what somebody approves for it by hand",
    }),
  ]);
});

test.each([
  ['not there', undefined],
  ['of the wrong type', 'direct'],
  ['for Stages of the wrong type', { stages: 'dev' }],
  ['direct in a way of its own', { direct: 'yes' }],
])('nothing is said of sources that are %s, which the API server refuses', (_, sources) => {
  expect(findings(fleetWith(from('x', sources)), 'freight-unreachable')).toEqual([]);
});

test('what is behind a Stage without freight, or behind a circle, is not told again', () => {
  const view = fleetWith(
    stage('a', { nginx: ['b'] }),
    stage('b', { nginx: ['a'] }),
    stage('c', { nginx: ['b'] }),
    stage('d', { nginx: ['c'] }),
  );
  expect(findings(view, 'freight-unreachable')).toEqual([]);
  expect(findings(view, 'freight-circle')).toHaveLength(1);
});

test('what a Stage requests that is not among the objects is not known', () => {
  expect(findings(fleetWith(stage('x', { nginx: ['elsewhere'] })), 'freight-unreachable')).toEqual([]);
});

test('of a long circle, only the begin is told', () => {
  const name = (i: number) => `s${String(i % 1000).padStart(3, '0')}`;
  const stages = Array.from({ length: 1000 }, (_, i) => stage(name(i + 1), { nginx: [name(i)] }));
  expect(messages(fleetWith(...stages), 'freight-circle')).toEqual([
    expect.stringMatching(/circle: s000 -> s001 -> .* -> s019 -> \(980 more\) -> s000$/),
  ]);
});

test('fails when freight goes in a circle, with the way that it goes', () => {
  const view = fleetWith(stage('a', { nginx: ['c'] }), stage('b', { nginx: ['a'] }), stage('c', { nginx: ['b'] }));
  expect(findings(view, 'freight-circle')).toEqual([
    expect.objectContaining({
      message: "freight of Warehouse 'nginx' in Project 'apps' goes in a circle: a -> b -> c -> a",
      where: { construct: 'prod/Stage/a' },
      object: 'Stage apps/a',
    }),
  ]);
});

test.each([
  ['directly', from('a', { direct: true, stages: ['b'] })],
  ['from a Stage outside of it', stage('a', { nginx: ['b', 'dev'] })],
])('only warns when freight gets into a circle %s', (_, a) => {
  expect(findings(fleetWith(a, stage('b', { nginx: ['a'] })), 'freight-circle')).toEqual([
    expect.objectContaining({
      severity: 'warning',
      message:
        "freight of Warehouse 'nginx' in Project 'apps' goes in a circle: a -> b -> a, although it gets in from outside",
    }),
  ]);
});

test('fails when a Stage in a circle waits for all of its Stages', () => {
  const a = from('a', { stages: ['b', 'dev'], availabilityStrategy: 'All' });
  const [finding] = findings(fleetWith(a, stage('b', { nginx: ['a'] })), 'freight-circle');
  expect(finding?.severity).toBe('error');
});

test('fails when a Stage requests freight from itself', () => {
  expect(messages(fleetWith(stage('a', { nginx: ['a'] })), 'freight-circle')).toEqual([
    "freight of Warehouse 'nginx' in Project 'apps' goes in a circle: a -> a",
  ]);
});

test('freight of different Warehouses may go in opposite directions', () => {
  const view = fleetWith(
    warehouse('redis'),
    stage('a', { nginx: [], redis: ['b'] }),
    stage('b', { nginx: ['a'], redis: [] }),
  );
  expect(findings(view, 'freight-circle')).toEqual([]);
});

test('Stages of one name in two Projects have nothing to do with each other', () => {
  const other = (name: string, from: string) => stage(name, { nginx: [from] }, {}, 'other');
  const view = fleetWith(
    project('other'),
    warehouse('nginx', {}, 'other'),
    stage('a', { nginx: ['b'] }),
    stage('b'),
    other('b', 'a'),
  );
  expect(findings(view, 'freight-circle')).toEqual([]);
});
