import type { Problem } from '../../core/finding';
import type { KubeObject } from '../../core/kube-object';
import { needed, problemOf, type Shape, TEXT, takeProps } from '../../core/shape';
import { inReleaseNamespace } from '../release-namespace';
import { checkRequest, RenderError, type Renderer, type RenderRequest } from '../renderer';
import { canonicalValues, toYamlSafeJson } from './canonical';
import { type Chart, readChart } from './chart';
import { checkValues } from './check-values';
import { findHelm } from './executable';
import { belongsToRelease } from './hooks';
import { readManifests } from './output';
import { type HelmCall, runTemplate, templateCall } from './template';
import { chartPath, DEFAULT_FOLDER } from './vendor/places';
import { readVendoredChart } from './vendor/vendored-chart';

/** Where the helm renderer finds its chart and its helm. */
export interface HelmRendererProps {
  /** Path of Kargo's official chart: a folder, or the `.tgz` that `helm pull` writes. */
  readonly chart: string;
  /**
   * The helm executable, 3.13 or later: a path, or a name to look for on PATH.
   * @default - env `HELM`, else `helm`
   */
  readonly helm?: string;
}

/** Where a pinned chart is, and with which helm it is rendered. */
export interface VendoredChartOptions {
  /**
   * The folder with `lock.yaml` and the charts, relative to the working directory.
   * @default charts
   */
  readonly folder?: string;
  /**
   * The helm executable, 3.13 or later: a path, or a name to look for on PATH.
   * @default - env `HELM`, else `helm`
   */
  readonly helm?: string;
}

const HELM_RENDERER: Shape<HelmRendererProps> = { chart: needed(TEXT), helm: TEXT };

const VENDORED_OPTIONS: Shape<VendoredChartOptions> = { folder: TEXT, helm: TEXT };

type Result = { readonly objects: KubeObject[] } | { readonly error: unknown };

// Over all renderers of the run: several clusters often want the same release.
const results = new Map<string, Result>();

/**
 * Renders Kargo's official chart, of any version, through the helm executable: without network, without the user's helm
 * configuration and plugins, and without temporary files. The chart is read when it is first needed, and one helm
 * process runs per distinct request, so a chart that changes during the run is not seen.
 *
 * Of Helm's hooks, those of installing and upgrading become ordinary objects; tests and the hooks of deleting and
 * rolling back are left out.
 */
export class HelmRenderer implements Renderer {
  /**
   * Renders a chart that `cdk8s-kargo chart pull` has pinned. Its file must be the one that the folder's `lock.yaml` has the
   * sha256 of; they are compared when it is first needed, once in a run. The network is never used.
   * @param version of Kargo, for example `1.11.2`
   */
  static vendored(version: string, options: VendoredChartOptions = {}): HelmRenderer {
    const owner = 'HelmRenderer.vendored()';
    const asked = takeProps<VendoredChartOptions>(owner, VENDORED_OPTIONS, options);
    const unversioned = problemOf(owner, "'version'", version, TEXT);
    const { folder = DEFAULT_FOLDER, helm } = asked.props;
    const renderer = new HelmRenderer({ chart: chartPath(folder, `${version}`), ...(helm !== undefined && { helm }) });
    renderer.problems = unversioned === undefined ? asked.problems : [unversioned, ...asked.problems];
    renderer.read = () => readVendoredChart(version, folder);
    return renderer;
  }

  private chart: Chart | undefined;
  private read: () => Chart;
  /** What is wrong with how it was made, which is told when it is first needed. */
  private problems: readonly Problem[];
  private readonly helm?: string;

  constructor(props: HelmRendererProps) {
    const { props: checked, problems } = takeProps('a HelmRenderer', HELM_RENDERER, props);
    this.problems = problems;
    this.helm = checked.helm;
    this.read = () => readChart(checked.chart ?? '');
  }

  /**
   * The version of the chart, for example `1.11.2`.
   * @throws RenderError when there is no chart of Kargo's at the path, or not the pinned one
   */
  get version(): string {
    return this.loadedChart().version;
  }

  /**
   * The objects of one release, in the order in which helm installs them; the caller may change them.
   * @throws RenderError when the values, the chart, helm or its output are not right
   */
  render(request: RenderRequest): KubeObject[] {
    checkRequest(request);
    const chart = this.loadedChart();
    const { values, problems } = canonicalValues(request.values);
    problems.push(...checkValues(values, chart.known));
    const helm = this.foundHelm(problems);
    if (helm === undefined || problems.length > 0) {
      throw new RenderError(problems);
    }
    const call = templateCall(helm, chart.path, request, toYamlSafeJson(values));
    const key = JSON.stringify(call);
    const result = results.get(key) ?? rendered(call);
    results.set(key, result);
    if ('error' in result) {
      throw result.error;
    }
    return structuredClone(result.objects).map((object) => inReleaseNamespace(object, request.namespace));
  }

  private loadedChart(): Chart {
    if (this.problems.length > 0) {
      throw new RenderError(this.problems);
    }
    this.chart ??= this.read();
    return this.chart;
  }

  /** A missing helm does not hide the mistakes in the values. */
  private foundHelm(problems: Problem[]): string | undefined {
    try {
      return findHelm(this.helm);
    } catch (error) {
      if (!(error instanceof RenderError)) {
        throw error;
      }
      problems.push(...error.problems);
      return undefined;
    }
  }
}

function rendered(call: HelmCall): Result {
  try {
    return { objects: readManifests(runTemplate(call)).filter(belongsToRelease) };
  } catch (error) {
    return { error };
  }
}
