import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { application } from '../checks/argocd/fixtures';
import { folderOf } from '../source/folder';
import { runCommand } from '../tools/in-process';

const PIPELINES = join(__dirname, '../../../shared/examples/seed-pipelines');
const present = existsSync(PIPELINES);
const suite = present ? describe : describe.skip;

const APPS = ['cert-manager', 'kustomize-guestbook', 'nginx'];

/** The Applications of one environment, each authorizing the Stage of its own. */
const applications = (environment: string) =>
  APPS.map((app) => `---\n${JSON.stringify(application(app, `argocd-example-apps:${app}-${environment}`))}\n`).join('');

suite(`Applications of the seed pipelines${present ? '' : ' (skipped: there is no ../shared)'}`, () => {
  const found = async (
    of: { readonly dev?: string; readonly staging?: string; readonly prod?: string },
    args: string[],
  ) => {
    const content = (name: 'dev' | 'staging' | 'prod') => ({
      [`apps/${name}/apps.yaml`]: of[name] ?? applications(name),
    });
    const cwd = folderOf({ ...content('dev'), ...content('staging'), ...content('prod') });
    cpSync(PIPELINES, join(cwd, 'pipelines'), { recursive: true });
    const { stdout } = await runCommand(['check', ...args], { cwd });
    return stdout.match(/^.*(application-|authorized-).*$/gm) ?? [];
  };
  const shards = ['dev-shard=apps/dev', 'staging-shard=apps/staging', '=apps/prod'];
  const given = ['pipelines', ...shards.flatMap((value) => ['--applications', value])];

  test.each([
    ['among the files', ['.']],
    ['given by shard', given],
    ['given by shard and among the files', ['.', ...given]],
  ])('nothing is wrong with the right ones, %s', async (_, args) => {
    expect(await found({}, args)).toEqual([]);
  });

  test('those of another environment are told, each Stage at the Application of its own shard', async () => {
    expect(await found({ staging: applications('dev') }, given)).toEqual(
      APPS.map((app) =>
        expect.stringMatching(
          new RegExp(`^apps/staging/apps\\.yaml:\\d: error application-not-authorized: .*:?${app}-staging, which`),
        ),
      ),
    );
  });

  test('without the annotation they are told among the files too', async () => {
    const bare = `---\n${JSON.stringify(application('nginx'))}\n`;
    expect(await found({ staging: bare }, ['.'])).toEqual([
      expect.stringMatching(/^apps\/staging\/apps\.yaml:2: error .*argocd-example-apps\/nginx-staging, which/),
    ]);
  });
});
