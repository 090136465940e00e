import { X509Certificate } from 'node:crypto';

const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** Whether a text in PEM has a certificate that can be read, among whatever else it has. */
export function hasCertificate(pem: string): boolean {
  return certificatesIn(pem).length > 0;
}

/** Whether two texts in PEM have a certificate in common. */
export function haveCommonCertificate(one: string, other: string): boolean {
  const known = new Set(certificatesIn(one).map(({ fingerprint256 }) => fingerprint256));
  return certificatesIn(other).some(({ fingerprint256 }) => known.has(fingerprint256));
}

/** Whether one of the certificates that a server shows, each issued by the next one, is one of these or was issued by one. */
export function isVerifiedBy(shown: string, authorities: string): boolean {
  return certificatesIn(shown).some((each) =>
    certificatesIn(authorities).some(
      (authority) =>
        authority.fingerprint256 === each.fingerprint256 ||
        (each.checkIssued(authority) && each.verify(authority.publicKey)),
    ),
  );
}

function certificatesIn(pem: string): X509Certificate[] {
  return [...pem.matchAll(BLOCK)].flatMap(([block]) => {
    try {
      return [new X509Certificate(block)];
    } catch {
      return [];
    }
  });
}
