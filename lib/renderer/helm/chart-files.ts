import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseTar } from 'nanotar';
import { failure, reasonOf } from './failure';

const PULL = '`helm pull oci://ghcr.io/akuity/kargo-charts/kargo --version 1.11.2` downloads it';

/** The two files of a chart that tell what it is and which values it knows. */
export interface ChartFiles {
  readonly chartYaml: string;
  /** @default - the chart has no values */
  readonly valuesYaml?: string;
}

/**
 * Reads a chart from its folder or its gzipped tar archive, without helm.
 * @throws RenderError `chart-missing` or `chart-invalid`
 */
export function readChartFiles(path: string): ChartFiles {
  const read = isFolder(path) ? folderReader(path) : archiveReader(path);
  const chartYaml = read('Chart.yaml');
  if (chartYaml === undefined) {
    throw failure(
      'chart-invalid',
      `'${path}' is not a chart: it holds no Chart.yaml`,
      `give the chart's own folder or its .tgz; ${PULL}`,
    );
  }
  const valuesYaml = read('values.yaml');
  return { chartYaml, ...(valuesYaml !== undefined && { valuesYaml }) };
}

type Reader = (name: string) => string | undefined;

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw failure(
      'chart-missing',
      `the chart is not there: ${reasonOf(error)}`,
      `give the path of a folder or a .tgz with Kargo's chart; ${PULL}`,
    );
  }
}

function folderReader(folder: string): Reader {
  return (name) => {
    try {
      return readFileSync(join(folder, name), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        return undefined;
      }
      throw failure(
        'chart-invalid',
        `${name} of the chart '${folder}' cannot be read: ${reasonOf(error)}`,
        'give a chart whose files are readable',
      );
    }
  };
}

function archiveReader(path: string): Reader {
  // Every file of a packaged chart lies in one folder, whose name helm does not look at.
  const wanted = /^[^/]+\/(Chart|values)\.yaml$/;
  const files = new Map<string, string>();
  try {
    // A copy, since parseTar reads the whole ArrayBuffer below the bytes that it is given.
    const archive = new Uint8Array(gunzipSync(readFileSync(path)));
    for (const file of parseTar(archive, { filter: ({ name }) => wanted.test(name) })) {
      files.set(file.name.slice(file.name.indexOf('/') + 1), file.text);
    }
  } catch (error) {
    throw failure(
      'chart-invalid',
      `'${path}' is not a packaged chart that can be read: ${reasonOf(error)}`,
      `download it again: ${PULL}`,
    );
  }
  return (name) => files.get(name);
}
