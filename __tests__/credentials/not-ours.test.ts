import { tokenStrategyOf } from '../../lib/credentials/not-ours';
import { DELIVERED, OPERATED, STATIC, target } from './targets';

test.each([[DELIVERED], [STATIC], [OPERATED]])('commands know where tokens of $strategy come from', (strategy) => {
  expect(tokenStrategyOf(target({ credentials: strategy }), 'renew')).toBe(strategy);
});

test.each([
  [
    { strategy: 'existingSecret' as const },
    "renew it where Secret kargo/kargo-controlplane-kubeconfig in cluster 'dev' is made",
  ],
  [{ strategy: 'existingKubeconfig' as const }, 'renew it where the kubeconfig was made, and deliver that'],
])('refuses those of $strategy, whose owner looks after them', (credentials, fix) => {
  expect(() => tokenStrategyOf(target({ credentials }), 'renew')).toThrow(
    expect.objectContaining({
      kind: 'refused',
      message: `shard 'dev-shard' has credentials of its owner's (${credentials.strategy}), which this command cannot renew`,
      fix,
    }),
  );
});
