import { parseCrds, schemaOf } from '../../scripts/import/crds';
import { CRDS_TEXT } from './fixtures/crds';

const FIXTURE = { name: 'crds.yaml', text: CRDS_TEXT };

function crd(changes: object = {}, spec: object = {}): string {
  return JSON.stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'stages.kargo.akuity.io' },
    spec: {
      group: 'kargo.akuity.io',
      names: { kind: 'Stage' },
      versions: [{ name: 'v1alpha1', storage: true, schema: { openAPIV3Schema: {} } }],
      ...spec,
    },
    ...changes,
  });
}

test('CRDs are sorted by name', () => {
  const names = parseCrds([FIXTURE]).crds.map(({ metadata }) => metadata.name.split('.')[0]);
  expect(names).toEqual([
    'clusterconfigs',
    'clusterpromotiontasks',
    'projectconfigs',
    'promotiontasks',
    'stages',
    'warehouses',
  ]);
});

test('of the metadata only the name is kept', () => {
  const { crds } = parseCrds([FIXTURE]);
  expect(crds.map(({ metadata }) => Object.keys(metadata))).toEqual(crds.map(() => ['name']));
});

test('what is not a CRD is ignored with a note', () => {
  const { notes } = parseCrds([FIXTURE, { name: 'values.yaml', text: 'replicas: 1' }]);
  expect(notes).toEqual([
    'crds.yaml: ignored what is no CRD (ConfigMap)',
    'values.yaml: ignored what is no CRD (a document without a kind)',
  ]);
});

test('CRDs may be JSON, one a file or a list of them', () => {
  expect(parseCrds([{ name: 'a.json', text: crd() }]).crds).toHaveLength(1);
  expect(parseCrds([{ name: 'a.json', text: `[${crd()}]` }]).crds).toHaveLength(1);
});

test('the schema is that of the stored version', () => {
  const versions = ['v1', 'v2'].map((name) => ({
    name,
    storage: name === 'v2',
    schema: { openAPIV3Schema: { type: name } },
  }));
  const [parsed] = parseCrds([{ name: 'a.json', text: crd({}, { versions }) }]).crds;
  expect(parsed && schemaOf(parsed)).toEqual({ type: 'v2' });
});

test.each([
  [
    'a CRD of another group',
    crd({ metadata: { name: 'apps.argoproj.io' } }, { group: 'argoproj.io' }),
    "x.yaml: CRD 'apps.argoproj.io' is of group 'argoproj.io', expected 'kargo.akuity.io': leave it out",
  ],
  [
    'a CRD of an API that Kubernetes has dropped',
    crd({ apiVersion: 'apiextensions.k8s.io/v1beta1' }),
    "x.yaml: CRD 'stages.kargo.akuity.io' is of 'apiextensions.k8s.io/v1beta1', expected 'apiextensions.k8s.io/v1'",
  ],
  ['a CRD without a name', crd({ metadata: {} }), "x.yaml: CRD 'undefined' lacks names or a schema"],
  ['a CRD without a spec', crd({ spec: null }), "x.yaml: CRD 'stages.kargo.akuity.io' lacks names or a schema"],
  ['a CRD without versions', crd({}, { versions: [] }), 'lacks names or a schema'],
  ['a version without a schema', crd({}, { versions: [{ name: 'v1', storage: true }] }), 'lacks names or a schema'],
  ['a CRD without names', crd({}, { names: {} }), 'lacks names or a schema'],
  ['text that is no YAML', 'a: b\n  c: [', 'line 2 of x.yaml is not valid YAML'],
  ['a CRD that is cut off', crd().slice(0, -5), 'of x.yaml is not valid YAML'],
])('refuses %s', (_, text, message) => {
  expect(() => parseCrds([{ name: 'x.yaml', text }])).toThrow(message);
});

test('refuses a CRD that is given twice, and names both files', () => {
  const files = ['a.json', 'b.json'].map((name) => ({ name, text: crd() }));
  expect(() => parseCrds(files)).toThrow(
    "CRD 'stages.kargo.akuity.io' is in 'a.json' and again in 'b.json': give each CRD once",
  );
});
