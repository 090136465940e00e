import {
  annotatedIgnores,
  IGNORE_PREFIX,
  ignoredApart,
  ignoresIn,
  placeOf,
  reasonOf,
} from '../../../lib/checks/ignore/ignore';
import type { KubeObject } from '../../../lib/core/kube-object';
import { cluster, fleet, made, stage } from '../fleet';
import { TOKEN } from '../secrets';

function annotated(object: KubeObject, annotations: unknown): KubeObject {
  return { ...object, metadata: { ...object.metadata, annotations } } as KubeObject;
}

const DEV = annotated(stage('dev'), { [`${IGNORE_PREFIX}an-id`]: 'because', 'example.com/an-id': 'other' });

test('an annotation silences one id for its object, at the place of the object', () => {
  expect(annotatedIgnores([made(DEV, 'prod/dev'), made(stage('staging'), 'prod/staging')])).toEqual([
    { id: 'an-id', where: { construct: 'prod/dev' }, reason: 'because', object: 'Stage apps/dev', alone: true },
  ]);
});

test('an object that shares its place is not alone', () => {
  expect(annotatedIgnores([made(DEV, 'prod/x'), made(stage('staging'), 'prod/x')])).toMatchObject([{ alone: false }]);
});

test.each([[undefined], [null], ['text'], [['a']], [{}]])('annotations %j silence nothing', (annotations) => {
  expect(annotatedIgnores([made(annotated(stage('dev'), annotations), 'x')])).toEqual([]);
});

test('objects of every cluster, and Applications that are in none, may have the annotation', () => {
  const application = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: { name: 'app' } };
  const at = made(annotated(application, { [`${IGNORE_PREFIX}b-id`]: 'x' }), 'files');
  const view = fleet({
    clusters: [cluster('prod'), cluster('dev', DEV)],
    applications: [{ seenBy: 'unknown', where: { construct: 'files' }, objects: [at], complete: false }],
  });
  expect(ignoresIn(view).map(({ id }) => id)).toEqual(['an-id', 'b-id']);
});

test('a reason is on one line and has no secret in it', () => {
  expect(reasonOf(`  known,\n  see ${TOKEN}\t\n`)).toBe('known, see <a JSON web token>');
});

test.each([[''], [' \n'], [undefined], [null], [1], [['a']]])('%j is no reason', (given) => {
  expect(reasonOf(given)).toBeUndefined();
});

test('what is ignored is told of apart from the rest', () => {
  const items = [stage('a'), DEV, stage('b')];
  expect(ignoredApart(items, 'an-id', (object) => object)).toEqual([[items[0], items[2]], [DEV]]);
  expect(ignoredApart(items, 'other-id', (object) => object)).toEqual([items]);
  expect(ignoredApart([DEV], 'an-id', (object) => object)).toEqual([[DEV]]);
});

test('a construct, a file and a line of it are different places, whatever they are called', () => {
  const places = [{ construct: 'a' }, { file: 'a' }, { file: 'a', line: 1 }, { construct: '1:a' }, { file: '1:a' }];
  expect(new Set(places.map(placeOf)).size).toBe(places.length);
});
