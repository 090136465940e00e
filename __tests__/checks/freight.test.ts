import { findings, fleetWith, messages, project, stage, warehouse } from './fleet';

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

test('what a Stage requests that is not among the objects is not known', () => {
  expect(findings(fleetWith(stage('x', { nginx: ['elsewhere'] })), 'freight-unreachable')).toEqual([]);
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
