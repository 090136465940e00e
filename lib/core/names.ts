// Kubernetes' own rules for names, as k8s.io/apimachinery (util/validation and api/validation, v0.34) has them. Every
// function returns why a value would be refused, ready to follow the value in a sentence, or undefined for a good one.

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SERVICE_NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const DNS_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const ENV_NAME = /^[\x20-\x3c\x3e-\x7e]+$/;

const LABEL_MAX = 63;
const SUBDOMAIN_MAX = 253;

/** Bytes that all keys and values of an object's annotations may have together. */
export const ANNOTATIONS_MAX = 256 * 1024;

/** The rule of Namespaces, and of everything that becomes one part of a DNS name. */
export function dnsLabelProblem(value: string): string | undefined {
  return (
    lengthProblem(value, LABEL_MAX) ??
    (DNS_LABEL.test(value)
      ? undefined
      : "must consist of lower case letters, digits and '-', and begin and end with a letter or digit")
  );
}

/** The rule of Services: a DNS label that begins with a letter. */
export function serviceNameProblem(value: string): string | undefined {
  return (
    lengthProblem(value, LABEL_MAX) ??
    (SERVICE_NAME.test(value)
      ? undefined
      : "must consist of lower case letters, digits and '-', begin with a letter and end with a letter or digit")
  );
}

/** The rule of most objects, custom resources among them. */
export function dnsSubdomainProblem(value: string): string | undefined {
  return (
    lengthProblem(value, SUBDOMAIN_MAX) ??
    (DNS_SUBDOMAIN.test(value)
      ? undefined
      : "must consist of lower case letters, digits, '-' and '.', and each part between dots begin and end with a letter or digit")
  );
}

/** The rule of roles and their bindings: anything that can be one segment of a URL's path. */
export function pathSegmentProblem(value: string): string | undefined {
  if (value === '') {
    return 'must not be empty';
  }
  if (value === '.' || value === '..') {
    return "must not be '.' or '..'";
  }
  return /[/%]/.test(value) ? "must not contain '/' or '%'" : undefined;
}

/** The rule of a label's key: `name` or `prefix/name`. */
export function labelKeyProblem(key: string): string | undefined {
  const parts = key.split('/');
  if (parts.length > 2) {
    return "must have at most one '/'";
  }
  const name = parts[parts.length - 1] ?? '';
  const prefix = parts.length === 2 ? parts[0] : undefined;
  const prefixProblem = prefix === undefined ? undefined : dnsSubdomainProblem(prefix);
  if (prefixProblem !== undefined) {
    return `has a prefix that ${prefixProblem}`;
  }
  const nameProblem = lengthProblem(name, LABEL_MAX) ?? (QUALIFIED.test(name) ? undefined : QUALIFIED_RULE);
  return nameProblem === undefined || prefix === undefined
    ? nameProblem
    : `has a name after the '/' that ${nameProblem}`;
}

const QUALIFIED_RULE = "must consist of letters, digits, '-', '_' and '.', and begin and end with a letter or digit";

/** The rule of a label's value; it may be empty. */
export function labelValueProblem(value: string): string | undefined {
  if (value === '') {
    return undefined;
  }
  return lengthProblem(value, LABEL_MAX) ?? (QUALIFIED.test(value) ? undefined : QUALIFIED_RULE);
}

/** The rule of an annotation's key: that of a label's, no matter whether in upper or lower case. */
export function annotationKeyProblem(key: string): string | undefined {
  return labelKeyProblem(key.toLowerCase());
}

/** The rule of all annotations of one object together: their size. The values may be any text. */
export function annotationsSizeProblem(annotations: { readonly [key: string]: string }): string | undefined {
  let size = 0;
  for (const [key, value] of Object.entries(annotations)) {
    size += Buffer.byteLength(key) + Buffer.byteLength(value);
  }
  return size > ANNOTATIONS_MAX ? `must have at most ${ANNOTATIONS_MAX} bytes together, not ${size}` : undefined;
}

/** The rule of an environment variable's name since Kubernetes 1.32; before, it was that of an identifier with `-` and `.`. */
export function envNameProblem(name: string): string | undefined {
  return ENV_NAME.test(name) ? undefined : "must consist of printable ASCII characters other than '='";
}

function lengthProblem(value: string, max: number): string | undefined {
  if (value === '') {
    return 'must not be empty';
  }
  return value.length > max ? `must have at most ${max} characters, not ${value.length}` : undefined;
}
