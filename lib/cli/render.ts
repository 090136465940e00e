import type { Command } from 'commander';
import { Failed } from './failed';
import { addReleaseOptions, type ReleaseOptions } from './release-options';

interface Options extends ReleaseOptions {
  readonly chart?: string;
}

const STATUS = `
Exit status: 0 when it is printed, 1 when the values or the chart are wrong, 2 when the command line is.`;

/** Adds `render`: Helm values in, manifests on stdout. */
export function addRender(program: Command): void {
  addReleaseOptions(program.command('render'))
    .description('Print the manifests of a Kargo release as YAML, without a fleet')
    .option('--chart <path>', "folder or .tgz of Kargo's official chart, rendered by helm (env HELM, else on PATH)")
    .addHelpText('after', STATUS)
    .action(render);
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
