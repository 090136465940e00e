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

/** Whether a certificate in PEM is one that a text in PEM has, or was issued by one of those, as the server shows it by the first. */
export function isVerifiedBy(shown: string, authorities: string): boolean {
  const [first] = certificatesIn(shown);
  return (
    first !== undefined &&
    certificatesIn(authorities).some(
      (authority) =>
        authority.fingerprint256 === first.fingerprint256 ||
        (first.checkIssued(authority) && first.verify(authority.publicKey)),
    )
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
