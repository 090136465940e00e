import ts from 'typescript';
import { apiOf, type Exported } from './api';
import { commandsPage } from './commands';
import { describeExport } from './declaration';
import { doctorTable } from './doctor';
import { findingsTable } from './findings';

/** The folder of the pages that are made here. */
export const REFERENCE = 'docs/reference';

/** What stands at the top of each page, below its title. */
const MADE = 'Made by `npm run docs` from the docstrings of `lib/`. Edits belong there.';

interface Area {
  readonly file: string;
  readonly title: string;
  readonly text: string;
  /** Beginnings of the paths of the modules whose exports it describes. */
  readonly modules: readonly string[];
}

/** The first area that has a module gets what it exports. */
const AREAS: readonly Area[] = [
  {
    file: 'credentials.md',
    title: 'Credentials',
    text: 'How the controller of a shard proves to the control plane who it is. The commands are in [Commands](commands.md).',
    modules: ['lib/topology/credentials.ts'],
  },
  {
    file: 'checks.md',
    title: 'Checks',
    text: 'What synth and `cdk8s-kargo check` can find, and how a finding is ignored. What `cdk8s-kargo doctor` finds in clusters is in [Doctor](doctor.md).',
    modules: ['lib/constructs/', 'lib/core/finding.ts'],
  },
  {
    file: 'fleet.md',
    title: 'Fleet',
    text: 'The clusters of one Kargo installation, and the output folder.',
    modules: ['lib/fleet/'],
  },
  {
    file: 'topology.md',
    title: 'Topology',
    text: 'The control plane, the shards and their controllers.',
    modules: ['lib/topology/'],
  },
  {
    file: 'pipelines.md',
    title: 'Pipelines',
    text: "Projects, Warehouses, Stages and tasks. The types of their specs, of the built-in steps' configs and of subscriptions are made from Kargo's CRDs and schemas and are exported too; what their fields mean is in [Kargo's documentation](https://docs.kargo.io).",
    modules: ['lib/pipelines/'],
  },
  {
    file: 'renderers.md',
    title: 'Renderers',
    text: "What makes Kargo's own manifests from Helm values, and the objects that it makes.",
    modules: ['lib/renderer/', 'lib/core/'],
  },
];

const COMMANDS =
  'What `--help` says of each command, and what it prints with `--format json`: one document on stdout, in which a key with `?` may be missing. What they find is in [Checks](checks.md#all-findings) and in [Doctor](doctor.md).';

const DOCTOR =
  'What `cdk8s-kargo doctor` can find in a fleet that runs. [Diagnose](../how-to/diagnose.md) is how to use it, [Commands](commands.md#cdk8s-kargo-doctor) has its options.';

/** Each page of the reference, by the name of its file. */
export function referencePages(root: string): ReadonlyMap<string, string> {
  const api = apiOf(root);
  const homes = new Map(api.exported.map((each) => [each.name, areaOf(each).file]));
  const pages = AREAS.map((area) => {
    const own = api.exported.filter((each) => areaOf(each) === area).sort(byKind);
    const described = own.map((each) => describeExport(each, api.checker, homes, area.file));
    const extra = area.file === 'checks.md' ? [findingsTable(root)] : [];
    return [area.file, page(area.title, area.text, [...described, ...extra])] as const;
  });
  const commands = ['commands.md', page('Commands', COMMANDS, commandsPage(root, api))] as const;
  const doctor = ['doctor.md', page('Doctor', DOCTOR, [doctorTable()])] as const;
  return new Map([...pages, commands, doctor].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function page(title: string, text: string, parts: readonly string[]): string {
  return `${[`# ${title}`, text, MADE, ...parts].join('\n\n')}\n`;
}

function areaOf({ name, file }: Exported): Area {
  const area = AREAS.find(({ modules }) => modules.some((start) => file.startsWith(start)));
  if (area === undefined) {
    throw new Error(
      `'${name}' of ${file} belongs to no page of the reference: name its folder in scripts/docs/pages.ts`,
    );
  }
  return area;
}

/** Classes and functions first, then what they are given. */
function byKind(a: Exported, b: Exported): number {
  return rank(a) - rank(b) || (a.name < b.name ? -1 : 1);
}

function rank({ symbol }: Exported): number {
  return symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Function) ? 0 : 1;
}
