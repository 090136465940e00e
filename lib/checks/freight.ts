import type { Finding } from '../core/finding';
import { describe } from '../core/kube-object';
import { circles } from './circles';
import { type Located, located, requestsOf } from './pipelines';
import { groupBy, inOrder, objectError } from './report';
import type { FleetView } from './view';

/** `freight-unreachable`: a Stage waits for freight from a Stage that never gets freight of that Warehouse itself. */
export function checkFreightUnreachable(view: FleetView): Finding[] {
  return perProject(view, (stages) => {
    const origins = originsByStage(stages);
    return stages.flatMap(({ at }) =>
      requestsOf(at.object).flatMap(({ origin, stages: upstream }) =>
        upstream
          .filter((name) => origins.get(name)?.has(origin) === false)
          .map((name) =>
            objectError(
              at,
              'freight-unreachable',
              `${describe(at.object)} requests freight of Warehouse '${origin}' from Stage '${name}', which does not request it itself`,
              `let '${name}' request freight of Warehouse '${origin}' too, or request it from another Stage or directly`,
            ),
          ),
      ),
    );
  });
}

/** `freight-circle`: Stages that wait for each other's freight of one Warehouse. */
export function checkFreightCircle(view: FleetView): Finding[] {
  return perProject(view, (stages) =>
    [...flowByOrigin(stages)].flatMap(([origin, flow]) =>
      circles(flow).flatMap((circle) => {
        const [at] = inOrder(stages.filter(({ name }) => name === circle[0]).map((stage) => stage.at));
        const path = [...circle, ...circle.slice(0, 1)].join(' -> ');
        const message = `freight of Warehouse '${origin}' in Project '${stages[0]?.namespace}' goes in a circle: ${path}`;
        const fix =
          'let one of these Stages request it directly from the Warehouse, or from a Stage outside of the circle';
        return at === undefined ? [] : [objectError(at, 'freight-circle', message, fix)];
      }),
    ),
  );
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
