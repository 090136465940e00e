import type { Finding, Where } from '../core/finding';
import { describe } from '../core/kube-object';
import type { Path } from '../core/path';
import { circles, type Graph } from './circles';
import { FreightReach } from './freight-reach';
import { formatPath } from './path';
import { type FreightRequest, type Located, located, requestsOf, upstreamPath } from './pipelines';
import { groupBy, inOrder, objectError } from './report';
import type { FleetView, ViewObject } from './view';

/**
 * `freight-unreachable`: a Stage that asks for freight from nowhere, or waits for freight from a Stage that never gets
 * freight of that Warehouse itself; only a warning for the latter where it comes another way as well. What is behind such a Stage
 * waits for the same reason, which is told once.
 */
export function checkFreightUnreachable(view: FleetView): Finding[] {
  return perProject(view, (stages) => {
    const origins = originsByStage(stages);
    const reach = new FreightReach(stages);
    return stages.flatMap((stage) =>
      requestsOf(stage.at.object).flatMap((request) => {
        const { origin, stages: upstream, sourceless } = request;
        const reached = reach.has(stage.name, origin);
        const silent = upstream.filter((name) => origins.get(name)?.has(origin) === false);
        return [
          ...(sourceless ? [fromNowhere(stage, request)] : []),
          ...silent.map((name) => withSeverity(fromSilentStage(stage, request, name), reached)),
        ];
      }),
    );
  });
}

function fromNowhere({ at }: Located, { origin, path }: FreightRequest): Finding {
  return objectError(
    at,
    'freight-unreachable',
    `${describe(at.object)} requests freight of Warehouse '${origin}' neither directly nor from a Stage, so none comes but what somebody approves for it by hand`,
    "write 'direct: true' in its sources, or the Stages from which it comes in 'stages'",
    [...path, 'sources'],
  );
}

function fromSilentStage({ at }: Located, request: FreightRequest, name: string): Finding {
  const { origin } = request;
  return objectError(
    at,
    'freight-unreachable',
    `${describe(at.object)} requests freight of Warehouse '${origin}' from Stage '${name}', which does not request it itself`,
    `let '${name}' request freight of Warehouse '${origin}' too, or request it from another Stage or directly`,
    upstreamPath(at.object, request, name),
  );
}

function withSeverity(finding: Finding, harmless: boolean): Finding {
  return harmless ? { ...finding, severity: 'warning' } : finding;
}

/**
 * `freight-circle`: Stages that wait for each other's freight of one Warehouse; only a warning where it gets into the
 * circle from outside.
 */
export function checkFreightCircle(view: FleetView): Finding[] {
  return perProject(view, (stages) => {
    const reach = new FreightReach(stages);
    return [...flowByOrigin(stages)].flatMap(([origin, flow]) =>
      [false, true].flatMap((reached) =>
        circles(within(flow, (name) => reach.has(name, origin) === reached)).flatMap((circle) => {
          const [closing] = closingRequests(stages, origin, circle);
          return closing === undefined ? [] : [circleFinding(closing, stages[0]?.namespace, origin, circle, reached)];
        }),
      ),
    );
  });
}

function circleFinding(
  { at, field }: Closing,
  project: string | undefined,
  origin: string,
  circle: readonly string[],
  reached: boolean,
): Finding {
  const path = shown(circle).join(' -> ');
  const message = `freight of Warehouse '${origin}' in Project '${project}' goes in a circle: ${path}`;
  if (!reached) {
    const fix = 'let one of these Stages request it directly from the Warehouse, or from a Stage outside of the circle';
    return objectError(at, 'freight-circle', message, fix, field);
  }
  const odd = `${message}, although it gets in from outside`;
  const fix = 'remove the request that closes the circle: what it offers has been there before';
  return withSeverity(objectError(at, 'freight-circle', odd, fix, field), true);
}

/** Where a Stage requests the freight that closes a circle. */
interface Closing {
  readonly at: ViewObject;
  readonly where: Where;
  readonly field: Path;
}

/** Where the first Stage of a circle requests the freight of the last one: more than once where two have one name. */
function closingRequests(stages: readonly Located[], origin: string, circle: readonly string[]): Closing[] {
  const last = circle[circle.length - 1] ?? '';
  const found = stages
    .filter(({ name }) => name === circle[0])
    .flatMap(({ at }) =>
      requestsOf(at.object)
        .filter((request) => request.origin === origin && request.stages.includes(last))
        .map((request) => ({ at, where: at.where, field: upstreamPath(at.object, request, last) })),
    );
  return inOrder(found, ({ field }) => formatPath(field));
}

const MOST_SHOWN = 20;

/** A circle from its begin to its begin. Of a long one, the Stages that come first: nobody reads a thousand names. */
function shown(circle: readonly string[]): string[] {
  const begin = circle.slice(0, MOST_SHOWN);
  const rest = circle.length - begin.length;
  return [...begin, ...(rest > 0 ? [`(${rest} more)`] : []), ...begin.slice(0, 1)];
}

/** The part of a graph that lies between some of its nodes. */
function within(graph: Graph, isIn: (name: string) => boolean): Graph {
  return new Map([...graph].filter(([from]) => isIn(from)).map(([from, to]) => [from, [...to].filter(isIn)] as const));
}

/** Freight never leaves its Project, so Stages of one name in different Projects have nothing to do with each other. */
function perProject(view: FleetView, check: (stages: readonly Located[]) => Finding[]): Finding[] {
  const projects = groupBy(located(view, 'Stage'), ({ cluster, namespace }) => `${cluster}\0${namespace}`);
  return [...projects.values()].flatMap(check);
}

function originsByStage(stages: readonly Located[]): Map<string, Set<string>> {
  const origins = new Map<string, Set<string>>();
  for (const { name, at } of stages) {
    const known = origins.get(name) ?? new Set();
    for (const { origin } of requestsOf(at.object)) {
      known.add(origin);
    }
    origins.set(name, known);
  }
  return origins;
}

/** For each Warehouse, the Stages from which each Stage's freight goes on. */
function flowByOrigin(stages: readonly Located[]): Map<string, Map<string, Set<string>>> {
  const flows = new Map<string, Map<string, Set<string>>>();
  for (const { name, at } of stages) {
    for (const { origin, stages: upstream } of requestsOf(at.object)) {
      const flow = flows.get(origin) ?? new Map<string, Set<string>>();
      flows.set(origin, flow);
      for (const from of upstream) {
        flow.set(from, (flow.get(from) ?? new Set()).add(name));
      }
    }
  }
  return flows;
}
