import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, KubeObject } from '../../lib';
import { toYaml } from '../../lib/core/yaml';
import { LEAVES } from '../../lib/parity/leaves';
import { EmbeddedRenderer } from '../../lib/renderer/embedded';
import { VALUES } from '../../lib/renderer/embedded/values';
import { checkValues } from '../../lib/renderer/embedded/values/check';
import { bundleText } from '../tools/app';
import { script, temporaryFolder } from '../tools/charts';

/** Values that both renderers take, and what the embedded one makes of them in release and namespace `kargo`. */
export const VALUES_YAML = 'crds: {install: false}\napi: {secret: {name: kargo-admin}, replicas: 2}\n';
export const OBJECTS: readonly KubeObject[] = new EmbeddedRenderer().render({
  releaseName: 'kargo',
  namespace: 'kargo',
  values: { crds: { install: false }, api: { secret: { name: 'kargo-admin' }, replicas: 2 } },
});

/** All of the chart's values with their defaults, as the chart's values.yaml would have them. */
function defaults(): string {
  const documented = LEAVES.map(({ path }) => `## @param ${path} A value\n`).join('');
  return documented + toYaml(JSON.parse(JSON.stringify(checkValues({}, VALUES).values)) as JsonObject);
}

/** A chart in the name of Kargo's that knows the same values, with a single template. */
export function chartOf(template: string, version = '1.11.2'): string {
  const folder = join(temporaryFolder(), 'kargo');
  mkdirSync(join(folder, 'templates'), { recursive: true });
  writeFileSync(join(folder, 'Chart.yaml'), `apiVersion: v2\nname: kargo\nversion: ${version}\n`);
  writeFileSync(join(folder, 'values.yaml'), defaults());
  writeFileSync(join(folder, 'templates', 'all.yaml'), template);
  return folder;
}

/** A template that prints objects, whatever the values. */
export function printing(objects: readonly KubeObject[]): string {
  return objects.map((object) => toYaml(object).replaceAll('{{', '{{ "{{" }}')).join('');
}

/** The objects with one of them changed. */
export function changing(id: string, change: (object: KubeObject) => KubeObject): KubeObject[] {
  return OBJECTS.map((object) => (`${object.kind} ${object.metadata.name}` === id ? change(object) : object));
}

const made: string[] = [];
afterAll(() => {
  for (const path of made) {
    rmSync(path, { force: true });
  }
});

/** An executable that takes what the helm renderer gives to helm, and renders with the embedded renderer instead. */
export function helmThatRenders(): string {
  const bundle = bundleText(PROGRAM, `helm-${process.pid}`);
  made.push(bundle);
  return script(`exec '${process.execPath}' '${bundle}' "$@"`);
}

const PROGRAM = `
  import { readFileSync } from 'node:fs';
  import { toYaml } from './lib/core/yaml';
  import { EmbeddedRenderer } from './lib/renderer/embedded';

  if (process.argv[2] === 'version') {
    process.stdout.write('v4.0.0');
  } else {
    const args = process.argv;
    const values = JSON.parse(readFileSync(0, 'utf8'));
    const namespace = args[args.indexOf('--namespace') + 1];
    const apiVersions = args.filter((_, index) => args[index - 1] === '--api-versions');
    const request = { releaseName: args[args.indexOf('--') + 1], namespace, values, apiVersions };
    process.stdout.write(new EmbeddedRenderer().render(request).map(toYaml).join(''));
  }
`;
