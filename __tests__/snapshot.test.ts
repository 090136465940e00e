import { Chart, Testing } from 'cdk8s';
import { ControlPlane, Shard, ShardController } from '../lib';

test('what runs in dev', () => {
  const shard = new Shard('dev-shard');
  const prod = new Chart(Testing.app(), 'prod');
  const controlPlane = new ControlPlane(prod, 'kargo', { shards: [shard], server: 'https://prod.example.com:6443' });
  const dev = new Chart(Testing.app(), 'dev');
  new ShardController(dev, 'kargo', { controlPlane, shard });
  expect(Testing.synth(dev)).toMatchSnapshot();
});
