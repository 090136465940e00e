import { resolve } from 'node:path';
import { type Chart, readChart } from '../chart';
import { failure } from '../failure';
import { sha256OfFile } from './digest';
import { readLock } from './lock';
import { chartPath, lockPath, pullCommand } from './places';
import { checkVersion } from './version';

// Over all renderers of the run, as each cluster may have one of its own.
const verified = new Map<string, Chart>();

/**
 * Reads a pinned chart, whose file is compared with the lock once in a run.
 * @throws RenderError as `verifyVendoredChart`
 */
export function readVendoredChart(version: string, folder: string): Chart {
  const path = resolve(chartPath(folder, version));
  const chart = verified.get(path) ?? verifyVendoredChart(version, folder);
  verified.set(path, chart);
  return chart;
}

/**
 * Compares a pinned chart with its lock, and reads it.
 * @throws RenderError `chart-version`, `lock-invalid`, `chart-unlocked`, `chart-missing` or `chart-digest`; `chart-invalid`
 * or `chart-not-kargo` when something else was pinned
 */
export function verifyVendoredChart(version: string, folder: string): Chart {
  checkVersion(version);
  const path = chartPath(folder, version);
  const entry = readLock(folder, version).find((candidate) => candidate.version === version);
  const sha256 = sha256OfFile(path);
  const pull = pullCommand({ version, folder, source: entry?.source });
  if (sha256 === undefined) {
    const lock = entry === undefined ? '' : `, although ${lockPath(folder)} has it`;
    throw failure('chart-missing', `kargo ${version} is not there: no file '${path}'${lock}`, `run ${pull}`);
  }
  if (entry === undefined) {
    throw failure(
      'chart-unlocked',
      `the chart '${path}' has no entry in ${lockPath(folder)}`,
      `run ${pull}, which compares it with the published one and pins it`,
    );
  }
  if (sha256 !== entry.sha256) {
    throw failure(
      'chart-digest',
      `the chart '${path}' is not the one that was pinned: its sha256 is ${sha256}, expected ${entry.sha256} as in ${lockPath(folder)}`,
      `restore it from version control, or run ${pull}, which puts the pinned one back`,
    );
  }
  const chart = readChart(path);
  checkChartVersion(chart, version, path);
  return chart;
}

/** @throws RenderError `chart-version` when a chart is of another version than it should be */
export function checkChartVersion(chart: Chart, version: string, name: string): void {
  if (chart.version !== version) {
    throw failure(
      'chart-version',
      `the chart '${name}' is of version '${chart.version}', expected '${version}'`,
      `ask for version '${chart.version}', or give a chart of version '${version}'`,
    );
  }
}
