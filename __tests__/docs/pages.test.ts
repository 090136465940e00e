import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ROOT, readFile } from '../tools/app';
import {
  anchors,
  blocks,
  concretePages,
  distPaths,
  inlineCode,
  pageOf,
  pages,
  scripts,
  writtenPages,
} from '../tools/documents';

const all = pages();

describe('every page', () => {
  test('has links that lead somewhere', () => {
    const broken = all.flatMap((page) =>
      [...page.text.matchAll(/\]\(((?!https?:)[^)\s]+)\)/g)].flatMap(([, target = '']) => {
        const [path = '', anchor] = target.split('#');
        const file = path === '' ? page.path : normalize(join(dirname(page.path), path));
        const isThere = existsSync(join(ROOT, file));
        const has = anchor === undefined || (isThere && anchors(pageOf(file)).includes(anchor));
        return isThere && has ? [] : [`${page.path}: ${target}`];
      }),
    );
    expect(broken).toEqual([]);
  });

  test('is one that the index leads to', () => {
    const index = readFile('docs/README.md');
    const missing = all.filter(
      ({ path }) => path.startsWith('docs/') && path !== 'docs/README.md' && !index.includes(`(${path.slice(5)})`),
    );
    expect(missing.map(({ path }) => path)).toEqual([]);
  });

  test('has YAML that parses', () => {
    const documents = all.flatMap((page) => blocks(page, 'yaml').flatMap((text) => parseAllDocuments(text)));
    expect(documents.length).toBeGreaterThan(10);
    expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
  });

  test('has shell scripts that a shell can read', () => {
    for (const { path, text } of scripts(writtenPages())) {
      const { status, stderr } = spawnSync('sh', ['-n'], { input: text, encoding: 'utf8' });
      expect({ path, status, stderr }).toEqual({ path, status: 0, stderr: '' });
    }
  });

  test('has no dashes that nobody can type', () => {
    expect(all.filter(({ text }) => /[\u2013\u2014]/.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('names only files of the repository that are there', () => {
    const named = [...all, pageOf('CONTRIBUTING.md')].flatMap((page) =>
      inlineCode(page).filter((code) => /^(?:lib|scripts|imports|__tests__|docs|\.ci)\/[\w./-]+$/.test(code)),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test('names only files of dist that are there', () => {
    const named = distPaths(concretePages().filter(({ path }) => path !== 'docs/tutorial.md'));
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter(({ path }) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});
