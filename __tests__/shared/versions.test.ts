import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ControlPlane,
  Fleet,
  type KubeObject,
  type Renderer,
  type RenderRequest,
  Shard,
  ShardController,
} from '../../lib';
import { chart, names, SHARD_OBJECTS, synth } from '../tools/fleet';
import { mayReadSecrets } from '../tools/rbac';

const SHARED = join(__dirname, '..', '..', '..', 'shared', 'kargo');

/** Gives what the official chart of a version rendered for a control plane, and for a shard. */
class Recorded implements Renderer {
  constructor(readonly version: string) {}

  render({ values }: RenderRequest): KubeObject[] {
    const isShard = (values.api as { enabled?: boolean }).enabled === false;
    const file = join(SHARED, this.version, 'renders', isShard ? 'shard-seed.json' : 'cp-seed.json');
    const objects = JSON.parse(readFileSync(file, 'utf8')) as KubeObject[];
    // 1.9 leaves out the namespace of some, which the helm renderer fills in.
    return objects.map((object) =>
      /^Role/.test(object.kind) && object.metadata.namespace === undefined
        ? { ...object, metadata: { ...object.metadata, namespace: 'kargo' } }
        : object,
    );
  }
}

const server = 'https://prod.example.com:6443';

const present = existsSync(SHARED);
const title = 'a fleet of the official chart';

(present ? describe : describe.skip)(present ? title : `${title} (skipped: no ../shared)`, () => {
  describe.each(['1.11.2', '1.10.10', '1.9.10'])('%s', (version) => {
    const shard = new Shard('dev-shard');
    const make = () => {
      const prod = chart('prod');
      const controlPlane = new ControlPlane(prod, 'kargo', {
        shards: [shard],
        renderer: new Recorded(version),
        server,
      });
      const dev = chart('dev');
      new ShardController(dev, 'kargo', { controlPlane, shard });
      return { prod: synth(prod), dev: synth(dev) };
    };

    test("has in a shard's cluster what a controller needs, and nothing more", () => {
      expect(names(make().dev)).toEqual(SHARD_OBJECTS);
    });

    test('binds a remote controller to roles that are there', () => {
      const { prod } = make();
      const identity = 'kargo-controller-dev-shard';
      const roles = new Set(names(prod).filter((name) => /^(Cluster)?Role /.test(name)));
      const bound = prod
        .filter(({ kind, metadata }) => kind.endsWith('Binding') && metadata.name.startsWith(identity))
        .map(({ roleRef, metadata }) => {
          const { kind, name } = roleRef as { kind: string; name: string };
          return `${kind} ${kind === 'Role' ? metadata.namespace : ''}/${name}`;
        });
      expect(bound.length).toBe(version === '1.9.10' ? 3 : 4);
      expect(bound.filter((role) => !roles.has(role))).toEqual([]);
      expect(mayReadSecrets(prod, identity, 'kargo-shared-resources')).toBe(true);
      expect(mayReadSecrets(prod, identity)).toBe(false);
    });

    test('passes all checks', () => {
      const fleet = new Fleet();
      const controlPlane = new ControlPlane(fleet.addCluster('prod', { server }), 'kargo', {
        shards: [shard],
        renderer: new Recorded(version),
      });
      new ShardController(fleet.addCluster('dev'), 'kargo', { controlPlane, shard });
      expect(fleet.validate()).toEqual([]);
    });
  });
});
