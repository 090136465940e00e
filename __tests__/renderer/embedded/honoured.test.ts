import { LEAVES } from '../../../lib/parity/leaves';
import { knownPaths } from '../../../lib/renderer/embedded';
import { measureCoverage, renderBaselines } from '../../../scripts/values/coverage';

/** Values whose only effect is that they are refused. */
const REFUSED = {
  'api.cabundle.configMapName': 'refused value-unsupported',
  'api.cabundle.secretName': 'refused value-unsupported',
  'api.oidc.dex.skipApprovalScreen': 'refused value-unsupported',
  'controller.cabundle.configMapName': 'refused value-unsupported',
  'controller.cabundle.secretName': 'refused value-unsupported',
  globalCredentialsNamespaces: 'honoured value-invalid',
};

const baselines = renderBaselines();

describe('values of the embedded renderer', () => {
  test('are all right in the releases that these tests begin with', () => {
    expect(baselines.flatMap(({ problems }) => problems)).toEqual([]);
  });

  test('change what is rendered, each of them, but for those that are refused', () => {
    const others = measureCoverage()
      .filter(({ state, refusal }) => state !== 'honoured' || refusal !== undefined)
      .map(({ path, state, refusal }) => [path, `${state} ${refusal?.id}`]);
    expect(Object.fromEntries(others)).toEqual(REFUSED);
  });

  test('are recorded as read, but for those that the embedded renderer does not render', () => {
    const reads = new Set(baselines.flatMap((baseline) => [...baseline.reads]));
    const unread = knownPaths().filter((path) => !reads.has(path));
    expect(unread).toEqual(LEAVES.filter(({ leaf }) => leaf.unsupported).map(({ path }) => path));
  });
});
