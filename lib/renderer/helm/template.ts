import { spawnSync } from 'node:child_process';
import type { RenderRequest } from '../renderer';
import { commandLine } from './command-line';
import { isolatedEnvironment } from './environment';
import { passOn, processFailure } from './process-failure';

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
  const ended = spawnSync(helm, args, {
    env: isolatedEnvironment(),
    input: stdin,
    encoding: 'utf8',
    maxBuffer: Number.POSITIVE_INFINITY,
    windowsHide: true,
  });
  if (ended.status === 0) {
    passOn(ended.stderr);
    return ended.stdout;
  }
  const fix = /YAML parse error/.test(ended.stderr)
    ? 'correct the value that ends up where helm says; the same command with --debug prints that YAML'
    : 'correct the value, the version or the chart that helm names';
  const command = `${commandLine([helm, ...args])} (values on stdin)`;
  throw processFailure({ id: 'chart-failed', message: 'helm could not render the chart', command, fix }, ended);
}
