import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './app';

/** A page of the documentation. */
export interface Page {
  /** From the root of the repository, for example `docs/tutorial.md`. */
  readonly path: string;
  readonly text: string;
}

/** The README and all pages of docs. */
export function pages(): Page[] {
  const files = readdirSync(join(ROOT, 'docs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  return ['README.md', ...files.sort()].map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

/** One page. */
export function pageOf(path: string): Page {
  return { path, text: readFileSync(join(ROOT, path), 'utf8') };
}

/** The fenced blocks of a language. */
export function blocks({ text }: Page, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, block = '']) => block,
  );
}

/** What stands between backquotes on one line, outside of blocks. */
export function inlineCode({ text }: Page): string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, '');
  return [...prose.matchAll(/(?<!`)`([^`\n]+)`(?!`)/g)].map(([, code = '']) => code);
}

/** Where a heading is found on its page, as GitHub does it. */
export function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(/\s/g, '-');
}

/** The anchors of a page. */
export function anchors({ text }: Page): string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, '');
  return [...prose.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => slug(heading));
}

/** Pages that people write. */
export function writtenPages(): Page[] {
  return pages().filter(({ path }) => !path.startsWith('docs/reference/'));
}

/** Those without what stands for something else, such as a version that is not there yet. */
export function concretePages(): Page[] {
  return writtenPages().filter(({ path }) => path !== 'docs/next-release.md');
}

/** The shell scripts of pages. */
export function scripts(of: readonly Page[]): Page[] {
  return of.flatMap((page) => blocks(page, 'sh').map((text) => ({ path: page.path, text })));
}

/** What begins with `dist/` in commands. */
export function distPaths(of: readonly Page[]): { readonly path: string; readonly page: string }[] {
  return scripts(of).flatMap(({ path, text }) =>
    shellCommands(text)
      .flat()
      .filter((word) => word.startsWith('dist/'))
      .map((word) => ({ path: word, page: path })),
  );
}

/** Simple commands of a shell script, each as its words; what is between `for`, `do` and the like, pipes and `&&` are apart. */
export function shellCommands(script: string): string[][] {
  const commands: string[][] = [];
  let words: string[] = [];
  let word: string | undefined;
  let quote = '';
  let depth = 0;
  const endWord = () => {
    if (word !== undefined) {
      words.push(word);
    }
    word = undefined;
  };
  const endCommand = () => {
    endWord();
    const command = words.filter((each, i) => i > 0 || !/^(do|then|while|if|else)$/.test(each));
    if (command.length > 0) {
      commands.push(command);
    }
    words = [];
  };
  for (let i = 0; i < script.length; i++) {
    const letter = script[i] ?? '';
    if (depth > 0) {
      // A command in `$( )` counts as text of the word that it gives.
      depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
      word += letter;
    } else if (letter === '$' && script[i + 1] === '(' && quote !== "'") {
      word = `${word ?? ''}$(`;
      depth = 1;
      i += 1;
    } else if (quote !== '') {
      if (letter === quote) {
        quote = '';
      } else {
        word += letter;
      }
    } else if (letter === "'" || letter === '"') {
      quote = letter;
      word ??= '';
    } else if (letter === '\\' && script[i + 1] === '\n') {
      i += 1;
      endWord();
    } else if (letter === '#' && word === undefined) {
      while (i + 1 < script.length && script[i + 1] !== '\n') {
        i += 1;
      }
    } else if (/[\n;|&]/.test(letter)) {
      endCommand();
    } else if (/\s/.test(letter)) {
      endWord();
    } else {
      word = (word ?? '') + letter;
    }
  }
  endCommand();
  return commands;
}

/** The arguments of each call of a command, with or without `npx` and variables before it. */
export function callsOf(script: string, name: string): string[][] {
  return shellCommands(script).flatMap((words) => {
    const start = words.findIndex((word) => word !== 'npx' && !/^\w+=/.test(word));
    if (words[start] !== name) {
      return [];
    }
    const redirected = words.findIndex((word) => /^[0-9]?>/.test(word));
    return [words.slice(start + 1, redirected === -1 ? undefined : redirected)];
  });
}
