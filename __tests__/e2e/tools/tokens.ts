import { createSign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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

/** The token in a Secret of the control plane's, once Kubernetes has filled it. */
export async function filledToken(fleet: TestFleet, name: string): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const token = await secretText(fleet, 'prod', name, 'token');
    if (token !== '') {
      return token;
    }
    await sleep(100);
  }
  throw new Error(`Secret ${name} is still empty`);
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

/** Waits until the control plane refuses a token: its server remembers for a while that it was good. */
export async function refused(fleet: TestFleet, token: string): Promise<void> {
  while ((await tokenUser(fleet, token)) !== undefined) {
    await sleep(500);
  }
}

/** The same token of the control plane's, signed by the same key, but ended long ago. */
export function endedToken(fleet: TestFleet, token: string): string {
  const [header = '', payload = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as object;
  const then = Date.UTC(2020, 0, 1) / 1000;
  const ended = Buffer.from(JSON.stringify({ ...claims, iat: then, nbf: then, exp: then + 3600 })).toString(
    'base64url',
  );
  const key = readFileSync(join(fleet.cluster('prod').folder, 'sa.key'), 'utf8');
  const signature = createSign('RSA-SHA256').update(`${header}.${ended}`).sign(key).toString('base64url');
  return `${header}.${ended}.${signature}`;
}
