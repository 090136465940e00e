import { X509Certificate } from 'node:crypto';

const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** Whether a text in PEM has a certificate that can be read, among whatever else it has. */
export function hasCertificate(pem: string): boolean {
  return [...pem.matchAll(BLOCK)].some(([block]) => isCertificate(block));
}

function isCertificate(block: string): boolean {
  try {
    return new X509Certificate(block).raw.length > 0;
  } catch {
    return false;
  }
}
