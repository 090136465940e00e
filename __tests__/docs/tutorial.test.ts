import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundleText, readFolder, run, temporaryFolder } from '../tools/app';
import { blocks, distPaths, pageOf } from '../tools/documents';

describe('the tutorial', () => {
  const tutorial = pageOf('docs/tutorial.md');
  const [app = ''] = blocks(tutorial, 'ts');
  const out = temporaryFolder();

  test('has a fleet that synthesises without a warning', () => {
    expect(run(bundleText(app, 'tutorial'), out)).toMatchObject({ status: 0, stderr: '' });
  });

  test('names only folders of what that fleet gives', () => {
    const folders = distPaths([tutorial]).map(({ path }) => path.replace(/^dist\//, ''));
    expect(folders).toContain('prod/3-pipelines');
    expect(folders.filter((path) => !existsSync(join(out, path)))).toEqual([]);
  });

  test('has Applications that let their Stages update them', () => {
    const applications = Object.entries(readFolder(out)).filter(([path]) => path.includes('_Application_'));
    expect(applications.map(([, text]) => /authorized-stage: (.*)/.exec(text)?.[1]).sort()).toEqual([
      'guestbook:guestbook-dev',
      'guestbook:guestbook-prod',
      'guestbook:guestbook-staging',
    ]);
  });
});
