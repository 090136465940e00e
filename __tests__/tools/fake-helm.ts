import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { script, temporaryFolder } from './charts';

/**
 * A shell script that answers as helm 4 does. For `helm pull` it runs some lines, which find `$destination`, `$version` and the
 * path `$chart` of a file with the given content.
 */
export function fakeHelm(lines: string, chart: Uint8Array = new Uint8Array()): string {
  const file = join(temporaryFolder(), 'chart.tgz');
  writeFileSync(file, chart);
  return script(`
case $1 in version) echo v4.0.0; exit;; esac
chart='${file}'
while [ $# -gt 0 ]; do
  case $1 in --destination) destination=$2; shift;; --version) version=$2; shift;; esac
  shift
done
${lines}`);
}

/** A fake helm that has a chart to give, and says so as helm does. */
export function givingHelm(chart: Uint8Array): string {
  return fakeHelm('cp "$chart" "$destination/kargo-$version.tgz"; echo "Pulled: somewhere/kargo:$version" >&2', chart);
}
