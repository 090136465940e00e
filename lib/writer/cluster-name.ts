import type { Problem } from '../core/finding';
import { MARK } from './mark';

// A folder, and a word in the commands of users: nothing that a shell or a file system takes for something else.
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;
const LONGEST = 100;
// Windows has devices of these names in every folder, with any ending.
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** `cluster-name`: a cluster whose name cannot be that of a folder in the output, or that shares the folder of another. */
export function clusterNameProblems(names: readonly string[]): Problem[] {
  const first = new Map<string, string>();
  return names.flatMap((name) => {
    const other = first.get(name.toLowerCase()) ?? name;
    first.set(name.toLowerCase(), other);
    const complaint = complaintOf(name) ?? (other === name ? undefined : sharedWith(other));
    return complaint === undefined ? [] : [problem(name, complaint)];
  });
}

function complaintOf(name: string): string | undefined {
  if (!NAME.test(name)) {
    return "is no name for a folder, expected letters, digits, '-', '_' and '.', with a letter or digit first and last";
  }
  if (name.length > LONGEST) {
    return `has ${name.length} characters, expected at most ${LONGEST}`;
  }
  if (DEVICE.test(name)) {
    return 'is the name of a device on Windows';
  }
  return name.toLowerCase() === MARK ? `is the name of the file that describes the fleet` : undefined;
}

function sharedWith(other: string): string {
  return `is that of cluster '${other}' but for upper and lower case: on macOS and Windows both would share a folder`;
}

function problem(name: string, complaint: string): Problem {
  return {
    severity: 'error',
    id: 'cluster-name',
    message: `the cluster name '${name}' ${complaint}`,
    fix: 'give the cluster another name, for example that of its environment, such as prod',
  };
}
