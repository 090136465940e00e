import { project, stage, warehouse } from '../checks/fleet';
import { TOKEN } from '../checks/secrets';
import { folderOf } from '../source/folder';
import { runCommand } from '../tools/in-process';

const PREFIX = 'ignore-check.cdk8s-kargo/';
const MISSING = "Stage apps/dev requests freight of Warehouse 'gone', which is not in namespace 'apps'";

function yaml(...objects: object[]): string {
  return objects.map((object) => `---\n${JSON.stringify(object)}\n`).join('');
}

/** A Stage that requests what is not there. */
function wrong(name: string, annotations: { readonly [key: string]: unknown } = {}): object {
  const object = stage(name, { gone: [] });
  return { ...object, metadata: { ...object.metadata, annotations } };
}

function check(objects: readonly object[], ...args: string[]) {
  const files = { 'a.yaml': yaml(project(), warehouse(), ...objects) };
  return runCommand(['check', '.', ...args], { cwd: folderOf(files) });
}

const IGNORED = wrong('dev', { [`${PREFIX}warehouse-missing`]: 'made by hand' });

test('as text, what is ignored is on stderr with its reason, and the exit status does not count it', async () => {
  const { status, stdout, stderr } = await check([IGNORED]);
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  expect(stderr).toMatch(`ignored: a.yaml:6: warehouse-missing: ${MISSING} (made by hand)\n`);
  expect(stderr).toMatch(/: 0 errors, 0 warnings, 1 ignored\n$/);
});

test('as JSON, what is ignored is a list of its own', async () => {
  const { status, stdout, stderr } = await check([IGNORED], '--format', 'json');
  expect(status).toBe(0);
  expect(stderr).not.toContain('ignored:');
  expect(JSON.parse(stdout)).toMatchObject({
    findings: [],
    ignored: [{ id: 'warehouse-missing', file: 'a.yaml', line: 6, object: 'Stage apps/dev', reason: 'made by hand' }],
  });
});

test('for GitHub, what is ignored is a notice', async () => {
  const { stdout } = await check([IGNORED], '--format', 'github');
  expect(stdout).toBe(
    `::notice file=a.yaml,line=6,title=ignored%3A warehouse-missing::${MISSING}%0Areason: made by hand\n`,
  );
});

test('another object with the same finding is still an error', async () => {
  const { status, stdout } = await check([IGNORED, wrong('staging')]);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^a\.yaml:8: error warehouse-missing: Stage apps\/staging .*\n$/);
});

test('of objects without a default controller, only the ignored one does not count', async () => {
  const ignored = {
    ...warehouse('other'),
    metadata: { ...warehouse('other').metadata, annotations: { [`${PREFIX}default-missing`]: 'x' } },
  };
  const { stdout, stderr } = await check([ignored], '--no-default-controller');
  expect(stderr).toContain('default-missing: Warehouse apps/other has no shard');
  expect(stdout).toMatch(/^a\.yaml:4: error default-missing: Warehouse apps\/nginx has no shard.*\n$/);
});

test('fails when an ignore gives no reason, or is about what must always count', async () => {
  const { status, stdout } = await check([
    wrong('dev', { [`${PREFIX}warehouse-missing`]: '', [`${PREFIX}secret-in-output`]: 'x' }),
  ]);
  expect(status).toBe(1);
  expect(stdout.match(/(?<=: error )[a-z-]+/g)).toEqual([
    'ignore-not-allowed',
    'ignore-without-reason',
    'warehouse-missing',
  ]);
});

test('an ignore of an unknown id is a warning, and one without a finding is none: another view may have it', async () => {
  const { status, stdout } = await check([
    IGNORED,
    {
      ...project('b'),
      metadata: { name: 'b', annotations: { [`${PREFIX}shard-unclaimd`]: 'x', [`${PREFIX}shard-unclaimed`]: 'x' } },
    },
  ]);
  expect(status).toBe(0);
  expect(stdout).toBe(
    "a.yaml:8: warning ignore-unused: 'shard-unclaimd' is to be ignored for Project b, and there is no finding of that name\n",
  );
});

test('a secret in a reason is not shown', async () => {
  const { stdout, stderr } = await check([wrong('dev', { [`${PREFIX}warehouse-missing`]: `see ${TOKEN}` })]);
  expect(stderr).toContain('(see <a JSON web token>)');
  expect(stdout + stderr).not.toContain(TOKEN);
});
