import { setTimeout as sleep } from 'node:timers/promises';
import type { KubeObject } from '../core/kube-object';
import { UserError } from '../core/user-error';
import { isAccepted } from '../credentials/delivered';
import type { KubeApi } from '../kube/api';
import { KubeError } from '../kube/error';
import { Answers, type Known, type Missing, type Reached, type TokenState, type Unknown } from './answers';
import { describeQuestion, keyOf, type Question } from './question';

/** How to ask. */
export interface GatherOptions {
  /** The API server of a cluster. */
  readonly api: (cluster: string) => Promise<KubeApi>;
  readonly clusters: readonly string[];
  readonly questions: readonly Question[];
  /** The cluster whose server tokens are for, and those that what was answered holds. @default - none are tried */
  readonly tokens?: { readonly cluster: string; readonly of: (answers: Answers) => readonly string[] };
  /** Ends the asking. */
  readonly signal: AbortSignal;
  /** How long it may take, in words, for example `30s`. */
  readonly timeout: string;
}

interface Asking extends GatherOptions {
  /** Is done when the time is up. */
  readonly end: Promise<undefined>;
}

/** How many questions are open at once at one cluster. */
const AT_ONCE = 10;
/** So many that no answer comes to mean that none will: each takes its time. */
const SILENCES = AT_ONCE;
const SILENT = 'check the VPN, the network, the address and whether the cluster runs; give more time by --timeout';

/** Asks all clusters at the same time, and goes on without those that do not answer. */
export async function gather(given: GatherOptions): Promise<Answers> {
  const options: Asking = { ...given, end: endOf(given.signal) };
  const { clusters, questions, tokens } = options;
  const reaching = new Map(clusters.map((cluster) => [cluster, orGivenUp(options, reach(options, cluster))]));
  const reached = new Map<string, Reached>();
  const answers = new Map<string, Known<unknown>>();
  const tried = new Map<string, Known<TokenState>>();
  const missing: Missing[] = [];
  const all = new Answers(reached, answers, tried, missing);

  const askCluster = async (cluster: string, api: KubeApi) => {
    const own = new Map(questions.filter((each) => each.cluster === cluster).map((each) => [keyOf(each), each]));
    const silences: Unknown[] = [];
    await inTurns([...own], async ([key, question]) => {
      const silent = silences.length < SILENCES ? undefined : silences[0];
      const answer = silent ?? (await ask(options, () => answerOf(api, question)));
      answers.set(key, answer);
      if ('because' in answer) {
        silences.push(...(answer.why === 'unreachable' ? [answer] : []));
        missing.push({ cluster, what: describeQuestion(question), ...answer });
      }
    });
  };
  const tryTokens = async (cluster: string, api: KubeApi) => {
    const untried = [...new Set(tokens?.of(all))].filter((token) => !tried.has(token));
    await inTurns(untried, async (token) => {
      // Two clusters may be done at the same time; which of them tries it does not matter.
      tried.set(token, { because: 'it is being tried' });
      const answer = await ask(options, async () => ((await isAccepted(api, token)) ? 'accepted' : 'refused'));
      tried.set(token, answer);
      if ('because' in answer) {
        missing.push({ cluster, what: 'whether it accepts the token of a shard', ...answer });
      }
    });
  };
  await Promise.all(
    [...reaching].map(async ([cluster, reach]) => {
      const found = await reach;
      if ('trouble' in found) {
        reached.set(cluster, found);
        missing.push({ cluster, what: 'everything', because: found.trouble.message });
        return;
      }
      reached.set(cluster, { server: found.server, ...(found.ca !== undefined && { ca: found.ca }) });
      await askCluster(cluster, found);
      const home = tokens === undefined ? undefined : await reaching.get(tokens.cluster);
      if (tokens !== undefined && home !== undefined && !('trouble' in home)) {
        await tryTokens(tokens.cluster, home);
      }
    }),
  );
  return all;
}

/** The API server of a cluster that answers, even if only that something is not allowed. */
async function reach({ api }: Asking, cluster: string): Promise<KubeApi | { readonly trouble: UserError }> {
  try {
    const found = await api(cluster);
    await found.get({ apiVersion: 'v1', kind: 'Namespace', name: 'default' }).catch((error: unknown) => {
      if (!(error instanceof KubeError && error.kind === 'forbidden')) {
        throw error;
      }
    });
    return found;
  } catch (error) {
    if (!(error instanceof UserError)) {
      throw error;
    }
    return { trouble: error };
  }
}

async function orGivenUp(
  { signal, timeout, end }: Asking,
  reaching: Promise<KubeApi | { readonly trouble: UserError }>,
): Promise<KubeApi | { readonly trouble: UserError }> {
  const found = await Promise.race([reaching, end]);
  return found === undefined || ('trouble' in found && signal.aborted)
    ? { trouble: new KubeError('unreachable', `it did not answer within ${timeout}`, SILENT) }
    : found;
}

async function ask<T>({ signal, timeout, end }: Asking, question: () => Promise<T>): Promise<Known<T>> {
  const late = { because: `there was no time left: all had to be done within ${timeout} (--timeout)` };
  if (signal.aborted) {
    return late;
  }
  try {
    const answer = await Promise.race([patiently(question, signal).then((value) => ({ value })), end]);
    return answer ?? late;
  } catch (error) {
    if (!(error instanceof UserError)) {
      throw error;
    }
    const why =
      error instanceof KubeError && (error.kind === 'forbidden' || error.kind === 'unreachable') && error.kind;
    return signal.aborted ? late : { because: error.message, ...(why && { why }) };
  }
}

const TRIES = 4;
const EVERY_MS = 500;

/** Asks again where the server has too much to do, or is just starting. */
async function patiently<T>(question: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await question();
    } catch (error) {
      const busy =
        error instanceof KubeError && error.kind === 'refused' && / answered (429|503): /.test(error.message);
      if (!busy || tries === TRIES || signal.aborted) {
        throw error;
      }
      await sleep(EVERY_MS);
    }
  }
}

function answerOf(api: KubeApi, question: Question): Promise<KubeObject | undefined | readonly KubeObject[] | boolean> {
  if ('review' in question) {
    return api.mayAccount(question.review.account, question.review.action);
  }
  if ('object' in question) {
    return api.get(question.object);
  }
  const { apiVersion, kind, namespace, fieldSelector } = question.list;
  return api.list(apiVersion, kind, namespace, fieldSelector);
}

async function inTurns<T>(items: readonly T[], action: (item: T) => Promise<void>): Promise<void> {
  const open = [...items].reverse();
  const worker = async () => {
    for (let item = open.pop(); item !== undefined; item = open.pop()) {
      await action(item);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

function endOf(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve(undefined);
    }
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
