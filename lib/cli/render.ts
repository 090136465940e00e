import { type Command, InvalidArgumentError } from 'commander';
import { Failed } from './failed';

interface Options {
  readonly values: readonly string[];
  readonly chart?: string;
  readonly release: string;
  readonly namespace: string;
  readonly apiVersions: readonly string[];
  readonly kubeVersion?: string;
}

/** Adds `render`: Helm values in, manifests on stdout. */
export function addRender(program: Command): void {
  program
    .command('render')
    .description('Print the manifests of a Kargo release as YAML, without a fleet')
    .option('-f, --values <file>', 'Helm values file, - for stdin; may be repeated, a later one wins', valuesFiles, [])
    .option('--chart <path>', "folder or .tgz of Kargo's official chart, rendered by helm (env HELM, else on PATH)")
    .option('--release <name>', "Helm's release name", 'kargo')
    .option('-n, --namespace <name>', 'the namespace of the release', 'kargo')
    .option(
      '--api-versions <list>',
      "API versions of the cluster besides Kubernetes' own, with commas between",
      list,
      [],
    )
    .option('--kube-version <version>', 'Kubernetes version of the cluster, for example 1.35.0')
    .action(render);
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

// The renderers and the YAML code are loaded here, so that --help and mistakes in the command line are told at once.
async function render({ values, chart, release, namespace, apiVersions, kubeVersion }: Options): Promise<void> {
  const { ValuesFiles } = await import('./values-files');
  const { RenderError } = await import('../renderer/renderer');
  const { toYaml } = await import('../core/yaml');
  const files = await ValuesFiles.read(values);
  const request = {
    releaseName: release,
    namespace,
    values: files.merged,
    apiVersions,
    ...(kubeVersion !== undefined && { kubeVersion }),
  };
  try {
    const objects = (await renderer(chart)).render(request);
    process.stdout.write(objects.map(toYaml).join(''));
  } catch (error) {
    if (!(error instanceof RenderError)) {
      throw error;
    }
    throw new Failed(
      error.problems.map((problem) => ({
        ...problem,
        where: /^(chart|helm)-/.test(problem.id) ? { file: chart ?? 'command line' } : files.whereOf(problem),
      })),
    );
  }
}

async function renderer(chart: string | undefined) {
  if (chart !== undefined) {
    const { HelmRenderer } = await import('../renderer/helm');
    return new HelmRenderer({ chart });
  }
  const { EmbeddedRenderer } = await import('../renderer/embedded');
  return new EmbeddedRenderer();
}
