import { readdirSync } from 'node:fs';
import type { Problem } from '../../../core/finding';
import { RenderError } from '../../renderer';
import { failure, reasonOf } from '../failure';
import { type LockEntry, readLock } from './lock';
import { pullCommand, versionOfFile } from './places';
import { verifyVendoredChart } from './vendored-chart';
import { compareVersions, isVersion } from './version';

/** A chart that is in a folder, in its lock, or in both. */
export interface SurveyedChart {
  readonly version: string;
  /** @default - it is not in the lock */
  readonly entry?: LockEntry;
  /** Why it cannot be rendered; none when all is well. */
  readonly problems: readonly Problem[];
}

/**
 * All charts of Kargo in a folder, by version, each compared with the lock.
 * @throws RenderError `lock-invalid`, or `chart-folder` when there is no folder
 */
export function surveyCharts(folder: string): SurveyedChart[] {
  const entries = new Map(readLock(folder).map((entry) => [entry.version, entry]));
  const files = filesIn(folder).flatMap((name) => versionOfFile(name) ?? []);
  return [...new Set([...entries.keys(), ...files.filter(isVersion)])].sort(compareVersions).map((version) => {
    const entry = entries.get(version);
    return { version, ...(entry !== undefined && { entry }), problems: problemsWith(version, folder) };
  });
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw failure(
      'chart-folder',
      `the folder '${folder}' cannot be read: ${reasonOf(error)}`,
      `give the folder of the charts with '--folder', or pin one: ${pullCommand({ version: 'VERSION', folder })}`,
    );
  }
}

function problemsWith(version: string, folder: string): readonly Problem[] {
  try {
    verifyVendoredChart(version, folder);
    return [];
  } catch (error) {
    if (!(error instanceof RenderError)) {
      throw error;
    }
    return error.problems;
  }
}
