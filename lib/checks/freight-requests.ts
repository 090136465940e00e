import type { Finding } from '../core/finding';
import { describe } from '../core/kube-object';
import { located } from './pipelines';
import { list, mapping, text } from './read';
import { objectError } from './report';
import type { FleetView, ViewObject } from './view';

/** `freight-origin-twice`: a Stage that requests freight of one Warehouse twice, which Kargo's webhook refuses (1.11). */
export function checkOriginTwice(view: FleetView): Finding[] {
  return eachStage(view, (at, requests) => {
    const origins = requests.map(({ origin }) => text(mapping(origin)['name']));
    const twice = new Set(origins.filter((name, i) => name !== undefined && origins.indexOf(name) !== i));
    return [...twice].map((name) =>
      objectError(
        at,
        'freight-origin-twice',
        `${describe(at.object)} requests freight of Warehouse '${name}' twice`,
        'put both into one entry of requestedFreight: its sources can name several Stages, and be direct as well',
        ['spec', 'requestedFreight', origins.lastIndexOf(name), 'origin', 'name'],
      ),
    );
  });
}

/**
 * `freight-match-upstream`: a selection policy that follows one upstream Stage, where freight comes straight from the
 * Warehouse or from another number of Stages, which Kargo's webhook refuses (1.11).
 */
export function checkMatchUpstream(view: FleetView): Finding[] {
  return eachStage(view, (at, requests) =>
    requests
      .map(({ sources }, i) => ({ sources: mapping(sources), i }))
      .filter(({ sources }) => mapping(sources['autoPromotionOptions'])['selectionPolicy'] === 'MatchUpstream')
      .filter(({ sources }) => sources['direct'] === true || list(sources['stages']).length !== 1)
      .map(({ sources, i }) =>
        objectError(
          at,
          'freight-match-upstream',
          `${describe(at.object)} has selectionPolicy MatchUpstream with ${
            sources['direct'] === true ? 'direct freight' : `${list(sources['stages']).length} upstream Stages`
          }, expected exactly one upstream Stage`,
          'name one Stage in sources.stages and leave out direct, or use selectionPolicy NewestFreight',
          ['spec', 'requestedFreight', i, 'sources', 'autoPromotionOptions', 'selectionPolicy'],
        ),
      ),
  );
}

type Request = { readonly [field: string]: unknown };

function eachStage(view: FleetView, check: (at: ViewObject, requests: Request[]) => Finding[]): Finding[] {
  return located(view, 'Stage').flatMap(({ at }) =>
    check(at, list(mapping(at.object['spec'])['requestedFreight']).map(mapping)),
  );
}
