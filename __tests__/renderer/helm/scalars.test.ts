import { spawnSync } from 'node:child_process';
import { HelmRenderer } from '../../../lib/renderer/helm';
import { MINI } from '../../tools/charts';
import { describeWith } from '../../tools/kubectl-layer';

const rendered = (helm: string) =>
  new HelmRenderer({ chart: MINI, helm })
    .render({ releaseName: 'kargo', namespace: 'kargo', values: { api: { enabled: false }, mini: { scalars: true } } })
    .find(({ kind }) => kind === 'Scalars');

describeWith('helm', 'scalars that YAML readers disagree about', (helm) => {
  test('are read as Kubernetes reads them', () => {
    expect(rendered(helm)?.['spec']).toEqual({
      inherited: true,
      own: 2,
      date: '2020-01-01',
      time: '2020-01-01T12:00:00Z',
      octal: 420,
      octal12: 15,
      notOctal: 8,
      hex: 31,
      underscores: 1000,
      minutes: '1:30',
      exponent: 1000,
      float: 1.5,
      affirmative: [true, true, true, true, true, true],
      negative: [false, false, false, false, false, false],
      nothing: [null, null, null],
      empty: null,
      equals: '=',
      quoted: ['0644', 'yes', '2020-01-01'],
      block: '---\nkey: [not, yaml\n',
    });
  });

  describeWith('kubectl', 'beside kubectl', (path) => {
    test('are read as kubectl itself reads them', () => {
      const helmArgs = [
        'template',
        '--set',
        'mini.scalars=true',
        '--show-only',
        'templates/scalars.yaml',
        'kargo',
        MINI,
      ];
      const { stdout: text } = spawnSync(helm, [...helmArgs, '--set', 'api.enabled=false'], { encoding: 'utf8' });
      const args = ['patch', '--local', '--filename', '-', '--type', 'json', '--patch', '[]', '--output', 'json'];
      const { stdout } = spawnSync(path, args, { input: text, encoding: 'utf8' });
      expect(rendered(helm)).toEqual(JSON.parse(stdout));
    });
  });
});
