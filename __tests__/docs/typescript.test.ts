import { join } from 'node:path';
import { transformSync } from 'esbuild';
import ts from 'typescript';
import * as library from '../../lib';
import { ROOT, readFile, temporaryFolder } from '../tools/app';
import type { Ended } from '../tools/command';
import { blocks, pageOf, writtenPages } from '../tools/documents';
import { inProcess } from '../tools/in-process';

/** What is around a fragment that is run, each made of those before it. */
const AROUND: readonly (readonly [name: string, value: string])[] = [
  ['fleet', 'new Fleet()'],
  ['prod', "fleet.addCluster('prod', { server: 'https://prod.example.com:6443' })"],
  ['dev', "fleet.addCluster('dev')"],
  ['staging', "fleet.addCluster('staging')"],
  ['devShard', "new Shard('dev-shard', { runElsewhere: ELSEWHERE(dev) })"],
  ['stagingShard', "new Shard('staging-shard', { runElsewhere: ELSEWHERE(staging) })"],
  ['controlPlane', "new ControlPlane(prod, 'kargo', { shards: [devShard, stagingShard] })"],
  ['project', "new Project(prod, 'apps', { controlPlane })"],
  ['subscriptions', "[{ image: { repoURL: 'public.ecr.aws/nginx/nginx', constraint: '^1.27.0' } }]"],
  ['nginx', "new ShardedWarehouse(project, 'nginx', { shard: controlPlane.defaultShard, subscriptions })"],
];

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
    blocks(page, 'ts').map((text, i) => ({ name: `${page.path}:${i + 1}`, piece: text, text: whole(text) })),
  );
  const wrong = { name: 'wrong', text: whole("new Shard('dev-shard', { argoCd: true });") };
  let problems: readonly string[];
  beforeAll(() => {
    problems = problemsOf([...snippets, wrong]);
  }, 60_000);

  test('compiles, piece by piece', () => {
    expect(snippets.length).toBeGreaterThan(12);
    expect(problems.filter((problem) => !problem.startsWith('wrong: '))).toEqual([]);
  });

  // What reads files or a chart is run by other tests, with files and charts of theirs.
  const fragments = snippets.filter(
    ({ text, piece }) => !/^import /m.test(piece) && !/fromFiles|vendored|'Shard eu'/.test(text),
  );
  test.each(fragments)('$name synthesises without an error, in a fleet', async ({ piece }) => {
    const { status, stderr } = await synthesised(piece);
    expect({ status, stderr: stderr.split('\n').filter((line) => / error | ignore-unused/.test(line)) }).toEqual({
      status: 0,
      stderr: [],
    });
  });

  test('prints by console.error: the cdk8s command line shows nothing else of an app', async () => {
    expect(snippets.filter(({ piece }) => piece.includes('console.log')).map(({ name }) => name)).toEqual([]);
    const adopt = pageOf('docs/how-to/adopt-existing.md');
    const [piece = ''] = blocks(adopt, 'ts').filter((text) => text.includes('userRegex'));
    const [values = ''] = blocks(adopt, 'yaml').filter((text) => text.includes('controlplaneUserRegex'));
    expect((await synthesised(piece)).printed).toEqual([/controlplaneUserRegex: (.*)/.exec(values)?.[1]]);
  });

  test('would not compile with a prop that does not exist', () => {
    expect(problems).toContainEqual(expect.stringMatching(/^wrong: .*'argoCd' does not exist/));
  });
});

/** Runs a piece as an app. */
async function synthesised(piece: string): Promise<Ended & { readonly printed: readonly unknown[] }> {
  const { code } = transformSync(fleetAround(piece), { loader: 'ts', format: 'cjs' });
  const app = new Function('require', code);
  jest.spyOn(console, 'log').mockReturnValue();
  const error = jest.spyOn(console, 'error').mockReturnValue();
  error.mockClear();
  const ended = await inProcess(() => app(() => library), { env: { CDK8S_OUTDIR: temporaryFolder() } });
  return { ...ended, printed: error.mock.calls.flat() };
}

/** A piece as an app: with what it needs around it, and synthesised at the end. */
function fleetAround(piece: string): string {
  const own = new Set([...piece.matchAll(/\bconst (\w+)/g)].map(([, name = '']) => name));
  const uses = (text: string, name: string) => new RegExp(`(?<![.'\\w])${name}\\b`).test(text);
  const needed = new Set<string>(['fleet', 'prod']);
  let text = piece;
  for (const [name, value] of [...AROUND].reverse()) {
    if (needed.has(name) || (uses(text, name) && !own.has(name))) {
      needed.add(name);
      text = `${value}\n${text}`;
    }
  }
  const around = AROUND.filter(([name]) => needed.has(name) && !own.has(name)).map(([name, value]) => {
    const made = value.replace(/ELSEWHERE\((\w+)\)/, (_, cluster) =>
      String(!piece.includes(`ShardController(${cluster}`)),
    );
    return `const ${name} = ${made};\n`;
  });
  return `import * as kargo from './lib';\nconst { ${Object.keys(library).join(', ')} } = kargo;\n${around.join('')}${piece}\nfleet.synth();\n`;
}

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
