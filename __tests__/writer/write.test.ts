import fs, {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { writeFiles } from '../../lib/writer/write';

let home: string;
let outdir: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'writer-'));
  outdir = join(home, 'dist');
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(home, { recursive: true, force: true });
});

const FLEET = ['fleet.json', '{}\n'] as const;
const files = (...paths: string[]) => new Map([FLEET, ...paths.map((path) => [path, `# ${path}\n`] as const)]);

function put(path: string, content = 'mine\n'): void {
  mkdirSync(dirname(join(outdir, path)), { recursive: true });
  writeFileSync(join(outdir, path), content);
}

/** All files below a folder, with their text. */
function contents(folder = outdir): Map<string, string> {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}

const folders = (folder = outdir) =>
  readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isDirectory()).length;

describe('a folder', () => {
  test('that is missing is made, parents and all', () => {
    outdir = join(home, 'a', 'b', 'dist');
    expect(writeFiles(outdir, files('prod/2-kargo/x.yaml'))).toEqual([]);
    expect(contents()).toEqual(files('prod/2-kargo/x.yaml'));
  });

  test('that is empty is filled', () => {
    mkdirSync(outdir);
    expect(writeFiles(outdir, files('prod/2-kargo/x.yaml'))).toEqual([]);
    expect(contents()).toEqual(files('prod/2-kargo/x.yaml'));
  });

  test('holds the given files and nothing else, whatever a former synth wrote', () => {
    const path = fc.tuple(
      fc.constantFrom('prod', 'dev', 'Dev'),
      fc.constantFrom('2-kargo', '3-pipelines'),
      fc.constantFrom('x', 'y', 'X'),
    );
    const tree = fc.dictionary(
      path.map((parts) => `${parts.join('/')}.yaml`),
      fc.constantFrom('', 'a\n', 'b\n'),
    );
    const all = (texts: { [path: string]: string }) => new Map([FLEET, ...Object.entries(texts)]);
    fc.assert(
      fc.property(tree, tree, (former, latter) => {
        writeFiles(outdir, all(former));
        expect(writeFiles(outdir, all(latter))).toEqual([]);
        expect(contents()).toEqual(all(latter));
      }),
      { numRuns: 50 },
    );
  });

  test('loses files, phases and clusters that are no longer given', () => {
    writeFiles(
      outdir,
      files('prod/2-kargo/x.yaml', 'prod/2-kargo/y.yaml', 'prod/3-pipelines/z.yaml', 'old/2-kargo/x.yaml'),
    );
    expect(writeFiles(outdir, files('prod/2-kargo/x.yaml'))).toEqual([]);
    expect(contents()).toEqual(files('prod/2-kargo/x.yaml'));
    expect(folders()).toBe(2);
  });

  test('loses what others put beside the files, hidden files in the folders of clusters among them', () => {
    writeFiles(outdir, files('prod/2-kargo/x.yaml'));
    for (const path of ['construct-metadata.json', 'prod/notes.txt', 'prod/2-kargo/.x.yaml.swp', 'mine/a/b']) {
      put(path);
    }
    writeFiles(outdir, files('prod/2-kargo/x.yaml'));
    expect(contents()).toEqual(files('prod/2-kargo/x.yaml'));
  });

  test('keeps what begins with a point at its top, such as the repository that it is', () => {
    put('.git/HEAD');
    expect(writeFiles(outdir, files('prod/2-kargo/x.yaml'))).toEqual([]);
    expect(writeFiles(outdir, files())).toEqual([]);
    expect(contents()).toEqual(new Map([FLEET, ['.git/HEAD', 'mine\n']]));
  });

  test('may turn from file to folder and back', () => {
    writeFiles(outdir, files('prod'));
    writeFiles(outdir, files('prod/2-kargo/x.yaml'));
    expect(contents()).toEqual(files('prod/2-kargo/x.yaml'));
    writeFiles(outdir, files('prod'));
    expect(contents()).toEqual(files('prod'));
  });
});

test('a second write of the same files touches none of them', () => {
  const given = files('prod/2-kargo/x.yaml', 'prod/3-pipelines/y.yaml');
  const state = () =>
    [...given.keys()]
      .map((path) => statSync(join(outdir, path), { bigint: true }))
      .map(({ ino, mtimeNs, ctimeNs }) => [ino, mtimeNs, ctimeNs]);
  writeFiles(outdir, given);
  const before = state();
  expect(writeFiles(outdir, given)).toEqual([]);
  expect(state()).toEqual(before);
});

test('a file whose content changed is written, and only that', () => {
  const write = jest.spyOn(fs, 'writeFileSync');
  writeFiles(outdir, files('prod/2-kargo/x.yaml', 'prod/2-kargo/y.yaml'));
  write.mockClear();
  writeFiles(outdir, new Map([...files('prod/2-kargo/x.yaml'), ['prod/2-kargo/y.yaml', 'new\n']]));
  expect(write.mock.calls.map(([path]) => path)).toEqual([join(fs.realpathSync(outdir), 'prod/2-kargo/y.yaml')]);
  expect(contents().get('prod/2-kargo/y.yaml')).toBe('new\n');
});

describe('refuses', () => {
  const foreign = (text: string) => [
    expect.objectContaining({ severity: 'error', id: 'output-foreign', message: expect.stringContaining(text) }),
  ];

  test('to clean a folder that no former synth wrote', () => {
    put('thesis/chapter-1.txt');
    expect(writeFiles(outdir, files('prod/2-kargo/x.yaml'))).toEqual(foreign("is not empty and has no 'fleet.json'"));
    expect(contents()).toEqual(new Map([['thesis/chapter-1.txt', 'mine\n']]));
  });

  test.each(['a folder', 'a link'])('a mark that is %s', (what) => {
    put('thesis.txt');
    if (what === 'a link') {
      symlinkSync('thesis.txt', join(outdir, 'fleet.json'));
    } else {
      mkdirSync(join(outdir, 'fleet.json'));
    }
    expect(writeFiles(outdir, files())).toEqual(foreign('has no'));
    expect(existsSync(join(outdir, 'thesis.txt'))).toBe(true);
  });

  test('the folder in which the program runs, and those around it', () => {
    put('fleet.json');
    put('project/main.ts');
    jest.spyOn(process, 'cwd').mockReturnValue(join(outdir, 'project'));
    expect(writeFiles(outdir, files())).toEqual(foreign('in which this program runs'));
    jest.spyOn(process, 'cwd').mockReturnValue(outdir);
    expect(writeFiles(outdir, files())).toEqual(foreign('in which this program runs'));
    expect(existsSync(join(outdir, 'project/main.ts'))).toBe(true);
  });

  test('a file in the place of the folder', () => {
    writeFileSync(outdir, 'mine\n');
    expect(writeFiles(outdir, files())).toEqual(foreign('is not a folder'));
    expect(readFileSync(outdir, 'utf8')).toBe('mine\n');
  });

  test.each(['../x.yaml', '/x.yaml', 'a/../../x.yaml', 'a//x.yaml', 'a\\x.yaml', './x.yaml', '', '.git/config', 'a/'])(
    'the path %j',
    (path) => {
      expect(() => writeFiles(outdir, files(path))).toThrow(`cannot write a file '${path}'`);
      expect(existsSync(outdir)).toBe(false);
    },
  );

  test('files without the mark', () => {
    expect(() => writeFiles(outdir, new Map([['prod/x.yaml', '']]))).toThrow("without 'fleet.json'");
  });
});

describe('a link', () => {
  let elsewhere: string;

  beforeEach(() => {
    elsewhere = join(home, 'elsewhere');
    mkdirSync(join(elsewhere, '2-kargo'), { recursive: true });
    writeFileSync(join(elsewhere, '2-kargo', 'x.yaml'), 'mine\n');
    put('fleet.json');
  });

  test('inside of the folder goes, and what it points to stays', () => {
    symlinkSync(elsewhere, join(outdir, 'old'));
    expect(writeFiles(outdir, files())).toEqual([]);
    expect(contents()).toEqual(files());
    expect(contents(elsewhere).get('2-kargo/x.yaml')).toBe('mine\n');
  });

  test('in the place of a folder or a file to write is replaced, not followed', () => {
    mkdirSync(join(outdir, 'dev', '2-kargo'), { recursive: true });
    symlinkSync(elsewhere, join(outdir, 'prod'));
    symlinkSync(join(elsewhere, '2-kargo', 'x.yaml'), join(outdir, 'dev', '2-kargo', 'x.yaml'));
    expect(writeFiles(outdir, files('prod/2-kargo/x.yaml', 'dev/2-kargo/x.yaml'))).toEqual([]);
    expect(contents()).toEqual(files('prod/2-kargo/x.yaml', 'dev/2-kargo/x.yaml'));
    expect(contents(elsewhere).get('2-kargo/x.yaml')).toBe('mine\n');
  });

  test('to a folder may be the output folder', () => {
    symlinkSync(outdir, join(home, 'link'));
    expect(writeFiles(join(home, 'link'), files('prod/2-kargo/x.yaml'))).toEqual([]);
    expect(contents()).toEqual(files('prod/2-kargo/x.yaml'));
  });
});

describe('fails when the file system refuses', () => {
  const refused = (code: string) =>
    Object.assign(new Error(`${code}: permission denied, access '/x'`), {
      code,
      syscall: 'access',
    }) as NodeJS.ErrnoException;

  test('a parent that is a file', () => {
    writeFileSync(join(home, 'file'), '');
    outdir = join(home, 'file', 'dist');
    expect(writeFiles(outdir, files())).toEqual([
      expect.objectContaining({
        id: 'output-write',
        message: expect.stringMatching(/cannot write the output folder '.*': ENOTDIR/),
      }),
    ]);
  });

  test('before anything is deleted, when a place cannot be written', () => {
    writeFiles(outdir, files('old/2-kargo/x.yaml'));
    jest.spyOn(fs, 'accessSync').mockImplementation(() => {
      throw refused('EACCES');
    });
    expect(writeFiles(outdir, files('prod/2-kargo/x.yaml'))).toEqual([
      expect.objectContaining({ severity: 'error', id: 'output-write', fix: expect.stringContaining('writable') }),
    ]);
    expect(contents()).toEqual(files('old/2-kargo/x.yaml'));
  });

  test('in the middle, and then leaves a folder that the next call may clean', () => {
    const original = fs.writeFileSync;
    jest.spyOn(fs, 'writeFileSync').mockImplementation((...args) => {
      if (String(args[0]).endsWith('x.yaml')) {
        throw refused('ENOSPC');
      }
      original(...args);
    });
    expect(writeFiles(outdir, files('prod/2-kargo/x.yaml'))).toEqual([
      expect.objectContaining({ id: 'output-write', fix: expect.stringContaining('free some space') }),
    ]);
    jest.restoreAllMocks();
    expect(writeFiles(outdir, files('prod/2-kargo/x.yaml'))).toEqual([]);
    expect(contents()).toEqual(files('prod/2-kargo/x.yaml'));
  });

  test('but an error of the program itself is not taken for one of the file system', () => {
    jest.spyOn(fs, 'accessSync').mockImplementation(() => {
      throw new RangeError('bug');
    });
    expect(() => writeFiles(outdir, files())).toThrow(RangeError);
  });
});
