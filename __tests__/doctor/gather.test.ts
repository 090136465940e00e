import { gather } from '../../lib/doctor/gather';
import type { Question } from '../../lib/doctor/question';
import { KubeError } from '../../lib/kube/error';
import { FakeKube } from '../credentials/fake-kube';
import { object } from '../credentials/targets';

const REF = { apiVersion: 'v1', kind: 'Secret', namespace: 'kargo', name: 'one' };
const QUESTION: Question = { cluster: 'prod', object: REF };

function run(api: FakeKube, signal = new AbortController().signal, questions = [QUESTION]) {
  return gather({ api: async () => api, clusters: ['prod'], questions, signal, timeout: '5s' });
}

test('what two examinations want to know is asked once', async () => {
  const answers = await run(new FakeKube(), undefined, [QUESTION, QUESTION]);
  expect(answers.count).toBe(1);
});

test('that something is not there is an answer', async () => {
  const answers = await run(new FakeKube());
  expect(answers.object('prod', REF)).toEqual({ value: undefined });
  expect(answers.missing).toEqual([]);
});

test('what was not asked is not taken for what is not there', async () => {
  const answers = await run(new FakeKube());
  expect(answers.object('prod', { ...REF, name: 'two' })).toEqual({ because: 'it was not asked' });
});

test('a server that has too much to do is asked again', async () => {
  const api = new FakeKube().with(object('Secret', 'one', 'kargo'));
  let calls = 0;
  api.fails = (call) => {
    calls += call.endsWith('/one') ? 1 : 0;
    return call.endsWith('/one') && calls === 1 ? new KubeError('refused', 'it answered 429: get', 'see') : undefined;
  };
  expect((await run(api)).missing).toEqual([]);
  expect(calls).toBe(2);
});

test('a server that hangs is given up when the time is up', async () => {
  const end = new AbortController();
  const api = new FakeKube();
  api.get = () => new Promise(() => undefined);
  setTimeout(() => end.abort(), 20);
  const answers = await run(api, end.signal);
  expect(answers.missing).toEqual([{ cluster: 'prod', what: 'everything', because: 'it did not answer within 5s' }]);
});

test('a server that hangs later is given up for what is left', async () => {
  const end = new AbortController();
  const api = new FakeKube();
  const get = api.get.bind(api);
  api.get = (asked) => (asked.kind === 'Secret' ? new Promise(() => undefined) : get(asked));
  setTimeout(() => end.abort(), 20);
  const answers = await run(api, end.signal);
  expect(answers.missing).toEqual([
    {
      cluster: 'prod',
      what: 'Secret kargo/one',
      because: 'there was no time left: all had to be done within 5s (--timeout)',
    },
  ]);
});

test('a server that has stopped to answer is not asked all of it', async () => {
  const api = new FakeKube();
  let calls = 0;
  api.fails = (call) => {
    calls += call.startsWith('get Secret') ? 1 : 0;
    return call.startsWith('get Secret') ? new KubeError('unreachable', 'it does not answer', 'wait') : undefined;
  };
  const questions = Array.from({ length: 100 }, (_, i) => ({ cluster: 'prod', object: { ...REF, name: `s${i}` } }));
  const answers = await run(api, undefined, questions);
  expect(answers.missing).toHaveLength(100);
  expect(calls).toBeLessThan(30);
});
