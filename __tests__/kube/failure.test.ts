import { KubeError } from '../../lib/kube/error';
import { failureOf } from '../../lib/kube/failure';
import { tokenOf } from '../credentials/fake-kube';

const SERVER = 'https://prod.example.com:6443';
const TOKEN = tokenOf({ sub: 'system:serviceaccount:kargo:x', aud: ['https://kubernetes.default.svc'] });
const of = (error: unknown) => failureOf(error, SERVER, 'get Secret kargo/x');
const BECAUSE = { message: 'because' };
const answer = (code: number, body: unknown = BECAUSE) => of({ code, body });
const broken = (properties: object, message = 'request failed') => of(Object.assign(new Error(message), properties));

test.each([
  [401, 'unauthorized', `${SERVER} does not accept the credential (401)`],
  [403, 'forbidden', `${SERVER} does not allow it: get Secret kargo/x: because`],
  [404, 'missing', `${SERVER} has no such object: get Secret kargo/x: because`],
  [409, 'conflict', 'somebody else changed it at the same time: get Secret kargo/x: because'],
  [422, 'refused', `${SERVER} answered 422: get Secret kargo/x: because`],
  [503, 'refused', `${SERVER} answered 503: get Secret kargo/x: because`],
])('an answer %i is told as %s', (code, kind, message) => {
  const error = answer(code);
  expect(error).toBeInstanceOf(KubeError);
  expect({ kind: error.kind, message: error.message }).toEqual({ kind, message });
  expect(error.fix).not.toBe('');
});

test.each([
  ['a Status as text', '{"message":"because"}', ': because'],
  ['a message of several lines', { message: 'one\n  two' }, ': one two'],
  ['text that is no JSON', '<html>', ''],
  ['a message that is no text', { message: 7 }, ''],
  ['nothing', null, ''],
])('of %s the server says what it says on one line', (_, body, said) => {
  expect(answer(500, body).message).toBe(`${SERVER} answered 500: get Secret kargo/x${said}`);
});

test('a long message is cut', () => {
  expect(answer(500, { message: 'no '.repeat(1000) }).message.length).toBeLessThan(400);
});

test.each([
  ['ECONNREFUSED', 'nothing listens there'],
  ['ECONNRESET', 'it closed the connection'],
  ['ENOTFOUND', 'its name is not known here'],
  ['EAI_AGAIN', 'its name cannot be looked up at the moment'],
  ['EHOSTUNREACH', 'there is no way to it'],
  ['ENETUNREACH', 'there is no way to it'],
  ['ETIMEDOUT', 'it does not answer'],
  ['ESOMETHING', 'ESOMETHING'],
  ['ERR_INVALID_URL', 'its address is no URL'],
])('%s is told with the address that was tried', (code, reason) => {
  expect(broken({ code })).toMatchObject({ kind: 'unreachable', message: `${SERVER} cannot be reached: ${reason}` });
});

test.each(['AbortError', 'TimeoutError'])('%s is told as a server that does not answer', (name) => {
  expect(broken({ name })).toMatchObject({
    kind: 'unreachable',
    message: `${SERVER} does not answer within 10 s`,
  });
});

test.each(['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID'])(
  '%s is told as a certificate that is not trusted',
  (code) => {
    expect(broken({ code }).message).toBe(`${SERVER} shows a certificate that is not trusted (${code})`);
  },
);

test('a kind that the server does not have is told as missing', () => {
  expect(broken({}, 'Unrecognized API version and kind: kargo.akuity.io/v1alpha1 Stage').kind).toBe('missing');
});

test('what is told already stays as it is', () => {
  const error = new KubeError('conflict', 'a', 'b');
  expect(of(error)).toBe(error);
});

test('what is no Error is told as well', () => {
  expect(of('gone').message).toBe(`${SERVER} cannot be reached: the request could not be made`);
});

test('a token in what a server or a library says is never told', () => {
  const messages = [
    ...[403, 404, 409, 422, 500].map((code) => answer(code, { message: `token ${TOKEN} is bad` }).message),
    answer(500, JSON.stringify({ message: TOKEN })).message,
    answer(403, { message: 'Bearer sha256~FAKEOPAQUEFAKEOPAQUE is bad' }).message,
  ];
  for (const message of messages) {
    expect(message).not.toContain(TOKEN.slice(0, 20));
    expect(message).not.toContain('FAKEOPAQUE');
    expect(message).toContain('<');
  }
});

test.each<[object, string]>([
  [{}, 'Bearer sha256~FAKEOPAQUE\n is not a legal HTTP header value'],
  [{ code: 'ERR_INVALID_CHAR' }, 'Invalid character in header content: FAKEOPAQUE'],
])('a credential that no header can hold is told, and not quoted (%j)', (properties, message) => {
  expect(broken(properties, message)).toMatchObject({
    kind: 'kubeconfig',
    message: `the credential for ${SERVER} has a line break or another control character in it`,
  });
});

test('what a library says is not quoted, since nobody knows what is in it', () => {
  expect(broken({}, 'something about FAKEOPAQUE').message).toBe(
    `${SERVER} cannot be reached: the request could not be made`,
  );
});

test.each([
  ['ERR_OSSL_PEM_NO_START_LINE', 'a certificate or a key for'],
  ['ERR_OSSL_X509_KEY_VALUES_MISMATCH', 'a certificate or a key for'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'does not accept the client certificate'],
])('%s is told as trouble with the kubeconfig', (code, message) => {
  expect(broken({ code })).toMatchObject({ kind: 'kubeconfig', message: expect.stringContaining(message) });
});
