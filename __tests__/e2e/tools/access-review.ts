import { Agent, request } from 'node:https';
import type { TestFleet } from './fleet';

/** Something that somebody may or may not do. */
export interface Question {
  readonly verb: string;
  readonly group: string;
  /** Plural, with a subresource after a slash. */
  readonly resource: string;
  /** `''` for all namespaces, or for what is cluster-scoped. */
  readonly namespace: string;
}

const AT_ONCE = 32;

/** Asks the control plane what the owner of a token may do; the answers in the order of the questions. */
export async function answers(fleet: TestFleet, token: string, questions: readonly Question[]): Promise<boolean[]> {
  const { server, ca } = fleet.cluster('prod');
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE, ca });
  const found: boolean[] = [];
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < questions.length; i = next++) {
      const question = questions[i];
      found[i] = question !== undefined && (await ask(server, agent, token, question));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  agent.destroy();
  return found;
}

function ask(server: string, agent: Agent, token: string, question: Question): Promise<boolean> {
  const { verb, group, namespace } = question;
  const [resource, subresource] = question.resource.split('/');
  const body = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes: { verb, group, resource, subresource, namespace } },
  };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const url = `${server}/apis/authorization.k8s.io/v1/selfsubjectaccessreviews`;
    request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        if (response.statusCode === 201) {
          resolve((JSON.parse(text) as { status: { allowed: boolean } }).status.allowed);
        } else {
          reject(new Error(`${response.statusCode}: ${text.slice(0, 300)}`));
        }
      });
    })
      .on('error', reject)
      .end(JSON.stringify(body));
  });
}
