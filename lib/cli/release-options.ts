import { type Command, InvalidArgumentError } from 'commander';

/** What commands that render one release are told about it, besides the chart. */
export interface ReleaseOptions {
  readonly values: readonly string[];
  readonly release: string;
  readonly namespace: string;
  readonly apiVersions: readonly string[];
  readonly kubeVersion?: string;
}

/** Adds the options of ReleaseOptions to a command. */
export function addReleaseOptions(command: Command): Command {
  return command
    .option('-f, --values <file>', 'Helm values file, - for stdin; may be repeated, a later one wins', valuesFiles, [])
    .option('--release <name>', "Helm's release name", 'kargo')
    .option('-n, --namespace <name>', 'the namespace of the release', 'kargo')
    .option(
      '--api-versions <list>',
      "API versions of the cluster besides Kubernetes' own, with commas between",
      list,
      [],
    )
    .option('--kube-version <version>', 'Kubernetes version of the cluster, for example 1.35.0');
}

function valuesFiles(file: string, before: readonly string[]): string[] {
  if (file === '-' && before.includes('-')) {
    throw new InvalidArgumentError('stdin can be read only once.');
  }
  return [...before, file];
}

function list(text: string, before: readonly string[]): string[] {
  const items = text.split(',').map((item) => item.trim());
  return [...before, ...items.filter((item) => item !== '')];
}
