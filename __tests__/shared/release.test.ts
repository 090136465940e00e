import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml } from '../../lib/core/yaml';
import { CASES } from '../../scripts/release/cases';
import { countChanges, type Difference } from '../../scripts/release/difference';
import { compareReleases, type Report } from '../../scripts/release/report';
import { readSide } from '../../scripts/release/side';

const SHARED = join(__dirname, '../../../shared/kargo');
const present = existsSync(SHARED);

(present ? describe : describe.skip)(
  `what is not the same in Kargo 1.10.10 and 1.11.2${present ? '' : ' (skipped: there is no ../shared)'}`,
  () => {
    let report: Report;
    beforeAll(() => {
      report = compareReleases(readSide(join(SHARED, '1.10.10')), readSide(join(SHARED, '1.11.2')));
    });
    const find = (differences: readonly Difference[] | undefined, path: string) =>
      differences?.find((difference) => difference.path === path);

    test('the versions are those of the renders', () => {
      expect(report.versions).toEqual({ old: '1.10.10', new: '1.11.2' });
    });

    test('140 values are new, among them controller.id, which is unset; none is gone or has another default', () => {
      expect(countChanges(report.values)).toEqual({ new: 140, gone: 0, changed: 0 });
      expect(find(report.values, 'controller.id')).toEqual({ change: 'new', path: 'controller.id' });
      expect(find(report.values, 'dataPlane.install')).toEqual({ change: 'new', path: 'dataPlane.install', new: true });
    });

    test('in the control plane, controllers get a Role of their own to read shared resources', () => {
      const seed = report.objects['cp-seed'];
      expect(countChanges(seed ?? [])).toEqual({ new: 4, gone: 0, changed: 15 });
      expect(find(seed, 'Role kargo-shared-resources/kargo-shared-resources-controller-reader')?.change).toBe('new');
      expect(find(seed, 'RoleBinding kargo-shared-resources/kargo-shared-resources-admin')?.within).toMatchObject([
        { change: 'gone', path: 'subjects[1]', old: { name: 'kargo-controller' } },
      ]);
    });

    test("in a shard's cluster, 24 objects are no longer rendered", () => {
      const seed = report.objects['shard-seed'] ?? [];
      expect(countChanges(seed)).toEqual({ new: 0, gone: 24, changed: 1 });
      expect(find(seed, 'Deployment kargo/kargo-controller')?.within?.map(({ path }) => path)).toEqual([
        'spec.revisionHistoryLimit',
        'spec.template.spec.serviceAccount',
        'spec.template.spec.serviceAccountName',
      ]);
    });

    test('10 fields of CRDs are new, with 47 below them, none is gone, 2 are changed', () => {
      const all = Object.values(report.crds).flat();
      expect(countChanges(all)).toEqual({ new: 10, gone: 0, changed: 2 });
      expect(all.reduce((sum, { below = 0 }) => sum + below, 0)).toBe(47);
    });

    test('a Promotion has freight or an origin, by a rule', () => {
      expect(report.crds['Promotion v1alpha1']).toMatchObject([
        { path: 'spec', within: [{ change: 'new', path: 'x-kubernetes-validations' }] },
        { path: 'spec.freight', within: [{ change: 'gone', path: 'required', old: true }] },
        { change: 'new', path: 'spec.origin' },
      ]);
    });

    test('schemas of steps are not compared, as there are none of 1.10.10', () => {
      expect(report.steps).toBeUndefined();
      expect(report.notes).toContain('steps not compared: no schemas of them in the old one');
    });
  },
);

(present ? describe : describe.skip)(`built-in cases${present ? '' : ' (skipped: there is no ../shared)'}`, () => {
  test.each(CASES)('$name has the values of the recorded render of this name', ({ name, values, apiVersions }) => {
    const { documents } = parseYaml(readFileSync(join(SHARED, 'cases', `${name}.yaml`), 'utf8'), name);
    expect(documents[0]?.value).toEqual({ release: 'kargo', values, ...(apiVersions && { apiVersions }) });
  });
});
