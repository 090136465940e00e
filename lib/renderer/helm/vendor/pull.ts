import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RenderError } from '../../renderer';
import { readChart } from '../chart';
import { findHelm } from '../executable';
import { checkAll, failure, reasonOf } from '../failure';
import { sha256Of } from './digest';
import { helmPull } from './helm-pull';
import { readLock } from './lock';
import { type PinRequest, type Pulled, pin } from './pin';
import { type ChartSource, chartSource } from './source';
import { withStaging, writing } from './staging';
import { checkChartVersion } from './vendored-chart';
import { checkVersion } from './version';

/** Which chart to pin, from where. */
export interface PullRequest extends PinRequest {
  /** An OCI address, the address of a Helm repository, or the path of a `.tgz`. */
  readonly from: string;
  /** The helm executable. A local file needs none. @default - env `HELM`, else `helm` */
  readonly helm?: string | undefined;
  /** Whether to talk to the registry without TLS. */
  readonly plainHttp: boolean;
}

/**
 * Fetches a chart, and pins it: moves it into the folder, which is made when it is missing, and records its digest in the
 * lock there. A pull that fails changes nothing; one that is killed between its last two steps leaves a chart that the lock
 * does not fit, which is an error when it is rendered, and which the same pull puts right.
 * @throws RenderError `chart-version`, `chart-source`, `chart-folder`, `chart-pull-failed`, `lock-invalid`, `chart-digest`,
 * and what `findHelm` and `readChart` throw
 */
export async function pullChart(request: PullRequest): Promise<Pulled> {
  const { version, folder } = request;
  checkAll(
    () => checkVersion(version),
    () => readLock(folder, version),
    () => chartSource(request.from).kind === 'file' || findHelm(request.helm),
  );
  const source = chartSource(request.from);
  return withStaging(folder, async (staging, signal) => {
    const fetched = await fetch(request, source, staging, signal);
    checkFetched(fetched, version, source);
    const sha256 = sha256Of(readFileSync(fetched));
    return pin(request, { version, source: source.recorded, sha256 }, fetched, staging);
  });
}

async function fetch(
  { version, folder, helm, plainHttp }: PullRequest,
  source: ChartSource,
  staging: string,
  signal: AbortSignal,
): Promise<string> {
  if (source.kind !== 'file') {
    return helmPull({ source, version, plainHttp, helm: findHelm(helm), signal }, staging);
  }
  const copy = join(staging, 'chart.tgz');
  const content = readLocal(source.address);
  writing(folder, () => writeFileSync(copy, content));
  return copy;
}

function readLocal(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw failure('chart-source', `'${path}' cannot be read: ${reasonOf(error)}`, 'give a .tgz that is readable');
  }
}

/** Names the source where an error names the copy, which will be gone by the time when it is read. */
function checkFetched(path: string, version: string, { address }: ChartSource): void {
  try {
    checkChartVersion(readChart(path), version, path);
  } catch (error) {
    if (!(error instanceof RenderError)) {
      throw error;
    }
    throw new RenderError(
      error.problems.map((problem) => ({
        ...problem,
        message: problem.message.replaceAll(path, address),
        fix: "nothing was changed; give the address of Kargo's chart, and a version that it has there",
      })),
    );
  }
}
