import { controller, findings, fleet, messages } from './fleet';

test('controllers that call home to a control plane of the fleet are right', () => {
  expect(findings(fleet(), 'control-plane-foreign')).toEqual([]);
});

test('fails when a controller calls home to the control plane of another fleet, and says nothing of its shard', () => {
  const controllers = [...fleet().controllers, controller('dev', { shard: 'theirs', foreignHome: 'west/kargo' })];
  const view = fleet({ controllers });
  expect(messages(view, 'control-plane-foreign')).toEqual([
    "the controller in cluster 'dev' is given control plane 'west/kargo', which is in no cluster of this fleet but of another Fleet or App",
  ]);
  expect(messages(view, 'shard-undeclared')).toEqual([]);
});
