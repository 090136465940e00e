import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { isMapping } from '../../core/values';
import { parseYaml } from '../../core/yaml';
import { readChartFiles } from './chart-files';
import { failure } from './failure';
import { type KnownValue, knownValues } from './known-values';

/** Kargo's chart, as far as it can be read without helm. */
export interface Chart {
  /** Absolute, without symbolic links. */
  readonly path: string;
  /** The chart's version, which is Kargo's, for example `1.11.2`. */
  readonly version: string;
  readonly known: KnownValue;
}

/**
 * Reads Kargo's chart from a folder or a `.tgz`.
 * @throws RenderError `chart-missing`, `chart-invalid` or `chart-not-kargo`
 */
export function readChart(path: string): Chart {
  const files = readChartFiles(resolve(path));
  const absolute = realpathSync(path);
  const about = parsed(files.chartYaml, 'Chart.yaml', absolute);
  const { name, version } = isMapping(about) ? about : {};
  if (name !== 'kargo') {
    const got = typeof name === 'string' ? `names '${name}'` : 'has no name';
    throw failure(
      'chart-not-kargo',
      `the chart '${absolute}' is not Kargo's: its Chart.yaml ${got}, expected 'kargo'`,
      "give the path of Kargo's official chart",
    );
  }
  if (typeof version !== 'string') {
    throw failure(
      'chart-invalid',
      `Chart.yaml of the chart '${absolute}' has no version that is text`,
      "give the path of Kargo's official chart",
    );
  }
  const valuesYaml = files.valuesYaml ?? '';
  return { path: absolute, version, known: knownValues(valuesYaml, parsed(valuesYaml, 'values.yaml', absolute)) };
}

function parsed(text: string, file: string, chart: string): unknown {
  const { documents, problems } = parseYaml(text, file);
  if (problems.length > 0) {
    const reasons = problems.map(({ message }) => message).join('; ');
    throw failure(
      'chart-invalid',
      `the chart '${chart}' cannot be read: ${reasons}`,
      'correct the chart, or download it again',
    );
  }
  return documents[0]?.value;
}
