import type { Command } from 'commander';
import { parseAllDocuments } from 'yaml';
import { createProgram } from '../../lib/cli/program';
import { blocks, callsOf, concretePages, inlineCode, type Page, scripts } from '../tools/documents';

jest.mock('../../lib/cli/credentials-run', () => ({ runCredentials: async () => 0 }));

const concrete = concretePages();

describe('commands in the documents', () => {
  const program = idleProgram();
  const calls = concrete.flatMap((page) => callsIn(page).map((args) => ({ path: page.path, args })));

  test('of cdk8s-kargo are ones that the program takes', async () => {
    const refused: string[] = [];
    for (const { path, args } of calls) {
      const error = await refusal(program, args);
      refused.push(...(error === undefined ? [] : [`${path}: ${args.join(' ')}: ${error}`]));
    }
    expect(calls.length).toBeGreaterThan(30);
    expect(refused).toEqual([]);
  });

  test.each([
    [['credentials', 'deliver', '--al']],
    [['credentials', 'deliver']],
    [['credential', 'deliver', '--all']],
    [['check']],
    [['credentials', 'renew', '--all', '--if-older-than', 'soon']],
  ])('fails when it is %j', async (args) => {
    expect(await refusal(program, args)).toBeDefined();
  });

  test('name subcommands and options between the lines that there are', () => {
    const options = new Set(commandsOf(program).flatMap((command) => command.options.map(({ long }) => long)));
    const wrong = concrete.flatMap(({ path, text }) =>
      inlineCode({ path, text }).filter((code) => {
        const words = code.split(/\s+/);
        const own = words[0] === 'cdk8s-kargo' ? words.slice(1) : undefined;
        const flags = (own ?? (code.startsWith('--') ? words : [])).filter((word) => word.startsWith('--'));
        return flags.some((flag) => !options.has(flag)) || (own !== undefined && !leadsTo(program, own));
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('use kubectl with a context', () => {
    const without = concrete.flatMap((page) =>
      scripts([page])
        .flatMap(({ text }) => callsOf(text, 'kubectl'))
        .filter(([first]) => first !== '--context')
        .map((args) => `${page.path}: kubectl ${args.join(' ')}`),
    );
    expect(without).toEqual([]);
  });
});

/** The command line, with actions that do nothing. */
function idleProgram(): Command {
  const program = createProgram();
  for (const command of commandsOf(program)) {
    command.configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
    // Whether shards are named is for its action to see.
    if (command.commands.length === 0 && command.parent?.name() !== 'credentials') {
      command.action(() => undefined);
    }
  }
  return program;
}

function commandsOf(command: Command): Command[] {
  return [command, ...command.commands.flatMap(commandsOf)];
}

async function refusal(program: Command, args: readonly string[]): Promise<string | undefined> {
  try {
    // The only value that documents get by a command is the address of a server.
    const values = args.map((arg) => (arg.startsWith('$(') ? 'https://prod.example.com:6443' : arg));
    await program.parseAsync(values, { from: 'user' });
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** Every call of cdk8s-kargo that a page shows: in scripts, in a crontab, in a workflow, and between the lines. */
function callsIn(page: Page): string[][] {
  const yaml = blocks(page, 'yaml').flatMap((text) => parseAllDocuments(text).flatMap((each) => textsIn(each.toJS())));
  const inline = inlineCode(page).filter((code) => code.startsWith('npx cdk8s-kargo'));
  const crontab = blocks(page, 'text').filter((text) => /^[\d*]+ [\d*]+ /.test(text));
  return [...scripts([page]).map(({ text }) => text), ...yaml, ...inline, ...crontab].flatMap((text) =>
    callsOf(text, 'cdk8s-kargo'),
  );
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return value.includes('cdk8s-kargo') ? [value] : [];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function leadsTo(program: Command, words: readonly string[]): boolean {
  const [name = '', ...rest] = words;
  if (name === '' || name.startsWith('-') || program.commands.length === 0) {
    return true;
  }
  const next = program.commands.find((command) => command.name() === name);
  return next !== undefined && leadsTo(next, rest);
}
