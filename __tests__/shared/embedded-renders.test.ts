import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubeObject } from '../../lib';
import { EmbeddedRenderer } from '../../lib/renderer/embedded';
import { CASES, present, readCase, SHARED } from '../tools/shared-cases';

/** The objects by identity; checksums replaced, as only when they change is the chart's to say. */
function comparable(objects: readonly KubeObject[]) {
  const entries = objects.map((object) => [
    [object.kind, object.metadata.namespace ?? '-', object.metadata.name].join(' '),
    JSON.parse(JSON.stringify(object).replace(/("(?:configmap|secret)\/checksum"):"[0-9a-f]{64}"/g, '$1:"a checksum"')),
  ]);
  expect(new Set(entries.map(([identity]) => identity)).size).toBe(objects.length);
  return Object.fromEntries(entries);
}

(present ? describe : describe.skip)(
  `EmbeddedRenderer and the official chart${present ? '' : ' (skipped: there is no ../shared)'}`,
  () => {
    test.each(CASES)('%s: the same objects', (name) => {
      const { release: releaseName, namespace = 'kargo', values, apiVersions } = readCase(name);
      const objects = new EmbeddedRenderer().render({ releaseName, namespace, values, apiVersions });
      const ours = objects.filter(({ kind }) => kind !== 'CustomResourceDefinition');
      const theirs: KubeObject[] = JSON.parse(readFileSync(join(SHARED, `1.11.2/renders/${name}.json`), 'utf8'));
      expect(comparable(ours)).toEqual(comparable(theirs));
    });
  },
);
