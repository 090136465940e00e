import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ControlPlane, Fleet, Pipelines, type PipelinesProps, Shard } from '../../../lib';
import { recordedNotes } from '../../../lib/constructs/notes';
import { type Finding, formatWhere } from '../../../lib/core/finding';
import { readFolder, temporaryFolder } from '../../tools/app';

/** A control plane that is there already, so that it need not be rendered, and two shards whose controllers run elsewhere. */
export function kargo(props: object = {}) {
  const outdir = temporaryFolder();
  const fleet = new Fleet({ outdir });
  const prod = fleet.addCluster('prod');
  const [dev, staging] = [new Shard('dev', { runElsewhere: true }), new Shard('staging', { runElsewhere: true })];
  const controlPlane = ControlPlane.fromAttributes(prod, 'kargo', { shards: [dev, staging], ...props });
  return { fleet, prod, dev, staging, controlPlane, outdir };
}

export type Kargo = ReturnType<typeof kargo>;

/** Writes files into a folder of its own, and gives its path. */
export function folder(files: { readonly [path: string]: string }): string {
  const root = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

type Props = Partial<PipelinesProps> | ((kargo: Kargo) => Partial<PipelinesProps>);

/** A fleet with pipelines from files. Everything that no rule covers is the default controller's, if not said otherwise. */
export function imported(files: { readonly [path: string]: string }, props: Props = {}, made: Kargo = kargo()) {
  const root = folder(files);
  const { prod, controlPlane } = made;
  const given = typeof props === 'function' ? props(made) : props;
  const unmatched = controlPlane.defaultShard;
  const pipelines = Pipelines.fromFiles(prod, 'pipelines', { controlPlane, paths: [root], unmatched, ...given });
  const findings = () => made.fleet.validate().map((finding) => short(finding, root));
  return { ...made, root, pipelines, findings, notes: () => recordedNotes(prod).map((note) => note.replace(root, '')) };
}

/** `file.yaml:1 error id: message`, and the fix. */
function short({ where, severity, id, message, fix }: Finding, root: string): string {
  const place = formatWhere(where).replace(`${root}/`, '');
  return `${place} ${severity} ${id}: ${message.replaceAll(`${root}/`, '')} (${fix})`;
}

/** Synthesises without a word, and gives what would have been printed. */
export function synth(fleet: Fleet): string {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  fleet.synth();
  const printed = write.mock.calls.map(([text]) => String(text)).join('');
  write.mockRestore();
  process.exitCode = undefined;
  return printed;
}

/** What synth writes of pipelines, by file name. */
export function written({ fleet, outdir }: Kargo): { readonly [name: string]: string } {
  synth(fleet);
  const below = 'prod/3-pipelines/';
  return Object.fromEntries(
    Object.entries(readFolder(outdir))
      .filter(([path]) => path.startsWith(below))
      .map(([path, text]) => [path.slice(below.length), text]),
  );
}

/** One document of YAML. */
export function stage(name: string, spec = '', metadata = ''): string {
  return `apiVersion: kargo.akuity.io/v1alpha1
kind: Stage
metadata: { name: ${name}, namespace: apps${metadata} }
spec:
  requestedFreight:
    - origin: { kind: Warehouse, name: nginx }
      sources: { direct: true }
${spec}`;
}

export const PROJECT = `apiVersion: kargo.akuity.io/v1alpha1
kind: Project
metadata: { name: apps }
`;

export const WAREHOUSE = `apiVersion: kargo.akuity.io/v1alpha1
kind: Warehouse
metadata: { name: nginx, namespace: apps }
spec:
  interval: 10m
  subscriptions:
    - image: { repoURL: public.ecr.aws/nginx/nginx, constraint: ^1.27.0 }
`;

export function configMap(name: string, namespace?: string, more = 'data: { a: b }'): string {
  const metadata = namespace === undefined ? `{ name: ${name} }` : `{ name: ${name}, namespace: ${namespace} }`;
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: ${metadata}\n${more}\n`;
}

/** A Project with a Warehouse and no Stage, and more files. */
export function project(more: { readonly [path: string]: string } = {}): { readonly [path: string]: string } {
  return { 'project.yaml': `${PROJECT}---\n${WAREHOUSE}`, ...more };
}
