import { resolve } from 'node:path';
import { checkFleet } from '../checks';
import { externalsOf } from '../checks/existing';
import { type Applied, applyIgnores } from '../checks/ignore/apply';
import type { Ignore } from '../checks/ignore/ignore';
import { projectsOf } from '../checks/projects';
import type { FleetView } from '../checks/view';
import { statedFacts } from '../constructs/facts';
import { recordedFindings, recordFinding } from '../constructs/findings';
import { ignoresOf } from '../constructs/ignores';
import { recordedNotes } from '../constructs/notes';
import { viewOf } from '../constructs/view';
import {
  type Finding,
  formatFinding,
  formatIgnored,
  type IgnoredFinding,
  type Problem,
  type Where,
} from '../core/finding';
import { type Shape, TEXT, takeProps } from '../core/shape';
import { layOut } from '../writer/layout';
import { MARK } from '../writer/mark';
import { writeFiles } from '../writer/write';
import { Cluster, type ClusterProps } from './cluster';
import { type ClusterFact, fleetJson } from './fleet-json';
import { foreignValidations } from './foreign-validations';
import { notTold } from './not-told';

/** Properties of a Fleet. */
export interface FleetProps {
  /**
   * The folder that `synth` writes; it holds nothing else.
   * @default - what the cdk8s command line says (CDK8S_OUTDIR), or `dist`
   */
  readonly outdir?: string;
}

const FLEET: Shape<FleetProps> = { outdir: TEXT };

/** What is no matter of one cluster. */
const FLEET_ITSELF: Where = { construct: 'fleet' };

/** Which fleet of this process has written a folder: another one would remove all of it. */
const writers = new Map<string, Fleet>();

const SHARED_OUTPUT: Problem = {
  severity: 'error',
  id: 'output-shared',
  message: 'another Fleet of this app has written this folder, which holds one fleet and nothing else',
  fix: "give each Fleet an 'outdir' of its own, or make each in an app of its own",
};

const EMPTY: Problem = {
  severity: 'error',
  id: 'fleet-empty',
  message: 'nothing is in the fleet, so that synth would write nothing, and remove what it wrote before',
  fix: "add a cluster with fleet.addCluster('prod'), and a ControlPlane to it",
};

/** All clusters of one Kargo installation. It runs the checks that span clusters, and owns the output folder. */
export class Fleet {
  /** The folder that `synth` writes. */
  readonly outdir: string;
  readonly #clusters: Cluster[] = [];

  readonly #problems: readonly Problem[];

  constructor(props: FleetProps = {}) {
    const { props: checked, problems } = takeProps('a Fleet', FLEET, props);
    this.#problems = problems;
    this.outdir = checked.outdir ?? process.env.CDK8S_OUTDIR ?? 'dist';
  }

  /** The clusters, in the order in which they were added. */
  get clusters(): readonly Cluster[] {
    return [...this.#clusters];
  }

  /** Adds a cluster. */
  addCluster(name: string, props?: ClusterProps): Cluster {
    const cluster = new Cluster(name, props);
    const { kubeContext } = cluster;
    if (this.#clusters.some((other) => other.kubeContext === kubeContext && other.name !== name)) {
      recordFinding(cluster, {
        severity: 'error',
        id: 'context-duplicate',
        message: `two clusters of the fleet have kubectl context '${kubeContext}', and so one would be applied over the other`,
        fix: "give each cluster a 'kubeContext' of its own",
      });
    }
    if (this.#clusters.some((other) => other.name === name)) {
      recordFinding(cluster, {
        severity: 'error',
        id: 'cluster-duplicate',
        message: `two clusters of the fleet are named '${name}'`,
        fix: 'give each cluster a name of its own, or keep the first one in a variable',
      });
    }
    this.#clusters.push(cluster);
    return cluster;
  }

  /** All mistakes that can be known before anything is applied, errors first, and without those that are ignored. */
  validate(): Finding[] {
    return this.#judge(this.#view()).findings;
  }

  /** What `validate` leaves out, since an annotation or `ignoreCheck` says that it is right and why. */
  ignored(): IgnoredFinding[] {
    return this.#judge(this.#view()).ignored;
  }

  /**
   * Writes the fleet's manifests, and removes what a former synth wrote and this one does not. Findings go to standard
   * error, and so do notes, and what is ignored, with the reason. With an error among them nothing is written, and the process will
   * end with status 1.
   */
  synth(): void {
    const view = this.#view();
    const layout = layOut(
      view.clusters.map(({ name, objects }) => ({
        name,
        objects: objects.map(({ object }) => object),
        projectNamespaces: externalsOf(view, name, 'Project').map((project) => project.name),
      })),
    );
    const unwritable = layout.problems.map((problem) => ({ ...problem, where: FLEET_ITSELF }));
    const { findings, ignored } = this.#judge(view, unwritable);
    const refused = findings.some(isError);
    const notes = this.#clusters.flatMap((cluster) => recordedNotes(cluster));
    process.stderr.write(notes.map((note) => `note: ${note}\n`).join(''));
    report(ignored, [...findings, ...(refused ? [] : this.#write(layout.files, view))]);
    if (refused) {
      process.stderr.write('nothing was written\n');
    }
  }

  #write(manifests: ReadonlyMap<string, string>, view: FleetView): Finding[] {
    const folder = resolve(this.outdir);
    const where = { file: this.outdir };
    const other = writers.get(folder) ?? this;
    if (other !== this) {
      return [{ ...SHARED_OUTPUT, where }];
    }
    writers.set(folder, this);
    const files = new Map([
      ...manifests,
      [
        MARK,
        fleetJson(
          this.#clusters,
          this.#facts(),
          view.clusters.flatMap((cluster) => projectsOf(view, cluster)),
        ),
      ],
    ]);
    return writeFiles(folder, files).map((problem) => ({ ...problem, where }));
  }

  #view(): FleetView {
    return viewOf(
      this.#clusters.map((cluster) => ({ name: cluster.name, root: cluster.node.root })),
      true,
    );
  }

  #facts(): ClusterFact[] {
    return this.#clusters.flatMap((cluster) =>
      statedFacts(cluster).map((fact) => ({ ...fact, cluster: cluster.name })),
    );
  }

  #judge(view: FleetView, unwritable: readonly Finding[] = []): Applied {
    const ignores = ignoresOf(this.#clusters, view);
    return applyIgnores([...this.#findings(view, ignores), ...unwritable], ignores, view);
  }

  #findings(view: FleetView, ignores: readonly Ignore[]): Finding[] {
    const recorded = this.#clusters.flatMap((cluster) => recordedFindings(cluster));
    const checked = notTold(checkFleet(view), recorded, ignores);
    const foreign = this.#clusters.flatMap((cluster) => foreignValidations(cluster, recorded));
    const own = this.#problems.map((problem) => ({ ...problem, where: FLEET_ITSELF }));
    const found = [...own, ...recorded, ...this.#twoControlPlanes(), ...checked, ...foreign];
    // Another error may well be why.
    return found.some(isError) ? found : [...found, ...nothingIn(view)];
  }

  #twoControlPlanes(): Finding[] {
    const [first, ...others] = this.#facts().filter(({ kind }) => kind === 'control-plane');
    return others.map(({ path }) => ({
      severity: 'error',
      id: 'control-plane-twice',
      message: `the fleet has another control plane, '${first?.path}'`,
      fix: "make a Fleet for each Kargo installation, with an 'outdir' of its own",
      where: { construct: path },
    }));
  }
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

/** Tells people what was found, and whoever runs the process that it was too much. */
function report(ignored: readonly IgnoredFinding[], findings: readonly Finding[]): void {
  const errors = findings.filter(isError).length;
  const texts = [...ignored.map(formatIgnored), ...findings.map(formatFinding)];
  if (texts.length > 0) {
    process.stderr.write(`${texts.join('\n')}\n`);
  }
  if (errors > 0) {
    process.stderr.write(`${errors} ${errors === 1 ? 'error' : 'errors'}\n`);
    process.exitCode = 1;
  }
}

function nothingIn({ clusters, unread }: FleetView): Finding[] {
  const isEmpty = clusters.every(({ objects }) => objects.length === 0) && unread !== true;
  return isEmpty ? [{ ...EMPTY, where: FLEET_ITSELF }] : [];
}
