import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(__dirname, '..');

/** Each folder of lib/ and what it may import, besides itself. */
const ALLOWED: { readonly [folder: string]: readonly string[] } = {
  core: [],
  admission: ['core', 'imports'],
  renderer: ['core', 'imports'],
  checks: ['core', 'imports', 'admission'],
  writer: ['core'],
  source: ['core', 'checks'],
  description: ['core'],
  access: ['core'],
  kube: ['core', 'checks'],
  credentials: ['core', 'access', 'description', 'kube'],
  admin: ['core', 'description', 'kube', 'credentials'],
  removal: ['core', 'access', 'description', 'kube', 'credentials'],
  doctor: ['core', 'access', 'checks', 'description', 'kube', 'credentials', 'source'],
  constructs: ['core', 'checks', 'description'],
  parity: ['core', 'renderer'],
  topology: ['core', 'access', 'description', 'renderer', 'constructs'],
  pipelines: ['core', 'imports', 'admission', 'source', 'constructs', 'topology'],
  fleet: ['core', 'checks', 'description', 'writer', 'constructs', 'topology'],
  cli: [
    'core',
    'renderer',
    'checks',
    'writer',
    'parity',
    'source',
    'fleet',
    'access',
    'description',
    'kube',
    'credentials',
    'admin',
    'removal',
    'doctor',
  ],
};

const files = readdirSync(join(ROOT, 'lib'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));

/** The files that a file imports, as far as they are ours. */
function imports(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/(?:from|import\(|require\()\s*'(\.[^']*)'/g)].map(([, path = '']) =>
    join(dirname(file), path),
  );
}

function folder(path: string): string {
  const [top = '', next = ''] = path.split('/');
  return top === 'lib' ? next : top;
}

describe('the library', () => {
  test.each(Object.keys(ALLOWED))('lib/%s imports only what is below it', (name) => {
    const own = files.filter((file) => folder(file) === name);
    const wrong = own.flatMap((file) =>
      imports(file)
        .filter((path) => ![name, ...(ALLOWED[name] ?? [])].includes(folder(path)))
        .map((path) => `${file} imports ${path}`),
    );
    expect(own.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });

  test('has no other folder', () => {
    expect([...new Set(files.map(folder))].filter((name) => !name.endsWith('.ts')).sort()).toEqual(
      Object.keys(ALLOWED).sort(),
    );
  });

  test('has no file that imports itself by way of others', () => {
    const known = new Set(files);
    const next = (file: string) =>
      imports(file).flatMap((path) => [`${path}.ts`, `${path}/index.ts`].filter((candidate) => known.has(candidate)));
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): string[] => {
      if (path.includes(file)) {
        return [[...path.slice(path.indexOf(file)), file].join(' -> ')];
      }
      if (done.has(file)) {
        return [];
      }
      done.add(file);
      return next(file).flatMap((other) => visit(other, [...path, file]));
    };
    expect(files.flatMap((file) => visit(file, []))).toEqual([]);
  });

  test('has small files', () => {
    const long = files.filter((file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length > 300);
    expect(long).toEqual([]);
  });
});
