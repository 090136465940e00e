import { join } from 'node:path';
import ts from 'typescript';
import { Credentials } from '../../lib';
import { ROOT, readFile } from '../tools/app';
import { blocks, writtenPages } from '../tools/documents';

/** What fragments of TypeScript are taken to have around them. */
const CONTEXT: { readonly [name: string]: string } = {
  fleet: 'Fleet',
  prod: 'Cluster',
  dev: 'Cluster',
  staging: 'Cluster',
  devShard: 'Shard',
  stagingShard: 'Shard',
  controlPlane: 'IControlPlane',
  project: 'Project',
  nginx: 'IWarehouse',
};

describe('TypeScript in the documents', () => {
  const snippets = writtenPages().flatMap((page) =>
    blocks(page, 'ts').map((text, i) => ({ name: `${page.path}:${i + 1}`, text: whole(text) })),
  );
  const wrong = { name: 'wrong', text: whole("new Shard('dev-shard', { argoCd: true });") };
  const known = snippets.filter(({ text }) => !text.includes('externalSecrets') || 'externalSecrets' in Credentials);
  let problems: readonly string[];
  beforeAll(() => {
    problems = problemsOf([...known, wrong]);
  }, 60_000);

  test('compiles, piece by piece', () => {
    expect(known.length).toBeGreaterThan(15);
    expect(problems.filter((problem) => !problem.startsWith('wrong: '))).toEqual([]);
  });

  test('would not compile with a prop that does not exist', () => {
    expect(problems).toContainEqual(expect.stringMatching(/^wrong: .*'argoCd' does not exist/));
  });
});

/** A piece as a module of its own: with imports of what it uses, and declarations of what is around it. */
function whole(text: string): string {
  if (/^import /m.test(text)) {
    return text.replace("'cdk8s-kargo'", "'./lib'");
  }
  const own = new Set([...text.matchAll(/\bconst (\w+)/g)].map(([, name = '']) => name));
  const around = Object.entries(CONTEXT).filter(([name]) => !own.has(name) && new RegExp(`\\b${name}\\b`).test(text));
  const declared = around.map(([name, type]) => `declare const ${name}: import('./lib').${type};\n`);
  const exported = [...readFile('lib/index.ts').matchAll(/\b([A-Z]\w+|[a-z]+[A-Z]\w+)(?=[,\s}])/g)].map(
    ([, name]) => name,
  );
  const used = [...new Set(exported)].filter((name) => new RegExp(`(?<![.\\w'])${name}\\b`).test(text));
  return `import { ${used.join(', ')} } from './lib';\n${declared.join('')}${text}`;
}

/** What the compiler says of modules at the root of the repository. */
function problemsOf(modules: readonly { readonly name: string; readonly text: string }[]): string[] {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const relaxed = { ...options, noUnusedLocals: false, isolatedModules: false };
  const texts = new Map(modules.map(({ text }, i) => [join(ROOT, `document-${i}.ts`), text]));
  const host = ts.createCompilerHost(relaxed);
  const { readFile: read, fileExists } = host;
  host.readFile = (path) => texts.get(path) ?? read(path);
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  const { getSourceFile } = host;
  host.getSourceFile = (path, target) => {
    const text = texts.get(path);
    return text === undefined ? getSourceFile(path, target) : ts.createSourceFile(path, text, target);
  };
  const program = ts.createProgram([...texts.keys()], relaxed, host);
  return [...texts.keys()].flatMap((path, i) => {
    const source = program.getSourceFile(path);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ messageText }) => `${modules[i]?.name}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  });
}
