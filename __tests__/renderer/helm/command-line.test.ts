import { execFileSync } from 'node:child_process';
import { commandLine } from '../../../lib/renderer/helm/command-line';

test('ordinary words stay as they are', () => {
  expect(commandLine(['helm', 'pull', '--version', '1.11.2', 'oci://a.b/c'])).toBe(
    'helm pull --version 1.11.2 oci://a.b/c',
  );
});

test('a shell takes it apart into the same words', () => {
  const words = ["it's", 'a b', '', '$HOME', '"x"', 'a\nb', '*', '\\'];
  const printed = execFileSync('sh', ['-c', `printf '%s\\0' ${commandLine(words)}`], { encoding: 'utf8' });
  expect(printed.split('\0').slice(0, -1)).toEqual(words);
});
