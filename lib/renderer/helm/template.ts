import { spawnSync } from 'node:child_process';
import type { RenderRequest } from '../renderer';
import { isolatedEnvironment } from './environment';
import { failure } from './failure';

// What helm 4.1 assumes by itself. Always said, as each helm release assumes another version.
const DEFAULT_KUBE_VERSION = '1.35.0';

/** One `helm template` process to be: all that its result depends on. */
export interface HelmCall {
  /** Absolute path of the executable. */
  readonly helm: string;
  readonly args: readonly string[];
  /** What it reads from stdin: the values. */
  readonly stdin: string;
}

/** The call that renders a chart, given as an absolute path. The values go through stdin, so that no file holds them. */
export function templateCall(helm: string, chart: string, request: RenderRequest, valuesJson: string): HelmCall {
  const apiVersions = [...new Set(request.apiVersions)].sort();
  const args = [
    'template',
    '--include-crds',
    ...['--namespace', request.namespace],
    ...['--kube-version', request.kubeVersion ?? DEFAULT_KUBE_VERSION],
    ...apiVersions.flatMap((version) => ['--api-versions', version]),
    ...['--values', '-'],
    ...['--', request.releaseName, chart],
  ];
  return { helm, args, stdin: valuesJson };
}

/**
 * Runs the call and returns the manifests as helm prints them. What helm says without failing goes to stderr.
 * @throws RenderError `chart-failed` with all that helm said
 */
export function runTemplate({ helm, args, stdin }: HelmCall): string {
  const { status, signal, stdout, stderr, error } = spawnSync(helm, args, {
    env: isolatedEnvironment(),
    input: stdin,
    encoding: 'utf8',
    maxBuffer: Number.POSITIVE_INFINITY,
    windowsHide: true,
  });
  if (status === 0) {
    process.stderr.write(stderr.replace(/^(?=.)/gm, 'helm: '));
    return stdout;
  }
  const end = status !== null ? `exit status ${status}` : signal !== null ? `signal ${signal}` : error?.message;
  throw failure(
    'chart-failed',
    `helm could not render the chart (${end})\n${indented(stderr || 'helm said nothing')}\n    command: ${commandLine(helm, args)}`,
    /YAML parse error/.test(stderr)
      ? 'correct the value that ends up where helm says; the same command with --debug prints that YAML'
      : 'correct the value, the version or the chart that helm names',
  );
}

function indented(text: string): string {
  return text.trimEnd().replace(/^(?=.)/gm, '    ');
}

function commandLine(helm: string, args: readonly string[]): string {
  const quoted = [helm, ...args].map((arg) =>
    /^[\w./:=@,+-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`,
  );
  return `${quoted.join(' ')} (values on stdin)`;
}
