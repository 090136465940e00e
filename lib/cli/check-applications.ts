import { resolve } from 'node:path';
import { ofArgocd } from '../checks/argocd/application';
import type { ApplicationsView, ViewObject } from '../checks/view';
import type { Finding } from '../core/finding';
import { readSources } from '../source/read';
import type { ApplicationsPath } from './applications-path';

/** What was found at such paths. */
export interface GivenApplications {
  readonly views: readonly ApplicationsView[];
  readonly findings: readonly Finding[];
}

const WHERE = { file: 'command line' };

/** Reads the Applications at some paths, and nothing else that is there. */
export function readApplications(given: readonly ApplicationsPath[]): GivenApplications {
  const read = given.map(({ seenBy, path }) => {
    const { objects, findings } = readSources([path]);
    const sets = ofArgocd(objects, 'ApplicationSet');
    const complete = findings.length === 0 && sets.length === 0;
    const view = { seenBy, where: WHERE, objects: [...ofArgocd(objects, 'Application'), ...sets], complete };
    return { view, findings };
  });
  return { views: read.map(({ view }) => view), findings: read.flatMap(({ findings }) => findings) };
}

/** The Applications among the files that are checked, but for those of which it was said whose they are. */
export function applicationsAmong(objects: readonly ViewObject[], given: GivenApplications): ApplicationsView[] {
  const known = new Set(given.views.flatMap((view) => view.objects.map(placeOf)));
  const others = ofArgocd(objects, 'Application').filter((at) => !known.has(placeOf(at)));
  return others.length === 0 ? [] : [{ seenBy: 'unknown', where: WHERE, objects: others, complete: false }];
}

function placeOf({ where }: ViewObject): string {
  return 'file' in where ? `${resolve(where.file)}:${where.line}` : '';
}
