import type { Finding } from '../core/finding';

/** An error about a file, at a line of it or about the whole. */
export function fileError(file: string, id: string, message: string, fix: string, line?: number): Finding {
  return { severity: 'error', id, message, fix, where: { file, ...(line !== undefined && { line }) } };
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['ENOENT', 'it is a symbolic link that leads to nothing'],
  ['ENOTDIR', 'a part of the path is a file, expected a folder'],
  ['ELOOP', 'it is a symbolic link that leads back to itself'],
  ['ENAMETOOLONG', 'its name is too long'],
]);

/** `path-unreadable`: what the operating system refused, without the words of its error codes where others are plainer. */
export function unreadable(file: string, error: unknown): Finding {
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  const reason = REASONS.get(code) ?? message.split('\n')[0];
  const fix = 'make it readable for the user who runs this command, or leave it out';
  return fileError(file, 'path-unreadable', `'${file}' cannot be read: ${reason}`, fix);
}
