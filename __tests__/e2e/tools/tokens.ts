import { request } from 'node:https';
import type { TestFleet } from './fleet';

/** The text under a key of a Secret in Kargo's namespace; rejects where there is no such Secret. */
export async function secretText(fleet: TestFleet, cluster: string, name: string, key: string): Promise<string> {
  const { data = {} } = await fleet.kubectl.json<{ data?: { [key: string]: string } }>(`${cluster}-cluster`, [
    '-n',
    'kargo',
    'get',
    'secret',
    name,
  ]);
  return Buffer.from(data[key] ?? '', 'base64').toString('utf8');
}

/** Whom the control plane takes for the owner of a token, or undefined where it does not accept it. */
export function tokenUser(fleet: TestFleet, token: string): Promise<string | undefined> {
  const { server, ca } = fleet.cluster('prod');
  const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
  const options = {
    method: 'POST',
    ca,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  };
  return new Promise((resolve, reject) => {
    request(`${server}/apis/authentication.k8s.io/v1/selfsubjectreviews`, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const answer = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
          status?: { userInfo?: { username?: string } };
        };
        resolve(response.statusCode === 401 ? undefined : answer.status?.userInfo?.username);
      });
    })
      .on('error', reject)
      .end(JSON.stringify(body));
  });
}
