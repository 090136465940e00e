import { imported, project, written } from './fleet';

const told = (text: string) => imported(project({ 'x.yaml': text })).findings();
const map = (metadata: string, more = '') => `apiVersion: v1\nkind: ConfigMap\nmetadata: ${metadata}\n${more}`;

describe('an object that cdk8s would change', () => {
  test.each([
    [map('{ namespace: apps }'), 'a ConfigMap has no name', 3],
    [map('{ namespace: apps, name: null }'), 'a ConfigMap has no name', 3],
    [map('{ namespace: apps, generateName: x- }'), "a ConfigMap has 'generateName' instead of a name", 3],
    [map('{ namespace: apps, name: x, labels: [a] }'), "ConfigMap apps/x has a list as 'metadata.labels'", 3],
    [
      map('{ namespace: apps, name: x, annotations: abc }'),
      "ConfigMap apps/x has a string as 'metadata.annotations'",
      3,
    ],
    [map('{ namespace: apps, name: x, finalizers: abc }'), "ConfigMap apps/x has a string as 'metadata.finalizers'", 3],
    [
      map('{ namespace: apps, name: x, ownerReferences: {} }'),
      "ConfigMap apps/x has a mapping as 'metadata.ownerReferences'",
      3,
    ],
    [
      map('{ namespace: apps, name: x }', 'data: { __proto__: a }\n'),
      "ConfigMap apps/x has a key '__proto__', which cdk8s would lose",
      4,
    ],
    [
      map('{ namespace: apps, name: x }', 'data: [{ constructor: a }]\n'),
      "ConfigMap apps/x has a key 'constructor', which cdk8s would lose",
      4,
    ],
    [map('{ namespace: apps, name: x }').replace('v1', 'a/b/v1'), "ConfigMap apps/x has apiVersion 'a/b/v1'", 1],
    [
      'apiVersion: kargo.akuity.io/v1alpha1\nkind: Stage\nmetadata: { name: s, namespace: apps }\nspec: [1]\n',
      "Stage apps/s has a list as 'spec'",
      4,
    ],
  ])('is refused: %#', (text, message, line) => {
    expect(told(text)).toEqual([expect.stringContaining(`x.yaml:${line} error object-invalid: ${message} (`)]);
  });

  test.each([
    [map('{ namespace: apps, name: 5 }'), 'name-invalid: the name of a ConfigMap is 5, not a text'],
    [map('{ namespace: 5, name: x }'), 'name-invalid: the namespace of a ConfigMap is 5, not a text'],
    [map("{ namespace: apps, name: '' }"), 'name-invalid: the name of ConfigMap apps/ must not be empty'],
    [map('{ namespace: apps, name: x, labels: { a: 1 } }'), 'label-invalid: ConfigMap apps/x: the value 1'],
  ])('is left to the checks where it keeps what is wrong: %#', (text, message) => {
    expect(told(text)).toEqual([expect.stringContaining(`x.yaml:3 error ${message}`)]);
  });
});

test('a namespace without quotes is told as it was written', () => {
  expect(told(map('{ namespace: y, name: x }'))).toEqual([expect.stringContaining("(quote it: 'y')")]);
});

describe('an object of a file', () => {
  test('keeps what is null, but for metadata', () => {
    const made = imported(
      project({
        'x.yaml': map(
          '{ namespace: apps, name: x, creationTimestamp: null, labels: null }',
          'data: { a: null, "b/~c": [1, null, { d: null }] }\nother: null\n',
        ),
      }),
    );
    expect(written(made)['24_ConfigMap_apps_x.yaml']).toBe(`---
apiVersion: v1
kind: ConfigMap
metadata:
  name: x
  namespace: apps
data:
  a: null
  b/~c:
    - 1
    - null
    - d: null
other: null
`);
  });
});
