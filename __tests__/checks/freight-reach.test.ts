import fc from 'fast-check';
import { FreightReach } from '../../lib/checks/freight-reach';
import { located, requestsOf } from '../../lib/checks/pipelines';
import { cluster, fleet, stage } from './fleet';

interface Drawn {
  readonly direct: boolean;
  readonly all: boolean;
  readonly from: readonly number[];
}

const SIZE = 6;
const drawn = fc.array(
  fc.record({ direct: fc.boolean(), all: fc.boolean(), from: fc.uniqueArray(fc.nat(SIZE), { maxLength: 3 }) }),
  { minLength: SIZE, maxLength: SIZE },
);

const stagesOf = (requests: readonly Drawn[]) =>
  located(
    fleet({
      clusters: [
        cluster(
          'prod',
          ...requests.map(({ direct, all, from }, i) => ({
            ...stage(`s${i}`),
            spec: {
              requestedFreight: [
                {
                  origin: { kind: 'Warehouse', name: 'nginx' },
                  sources: {
                    direct,
                    stages: from.map((n) => `s${n}`),
                    ...(all && { availabilityStrategy: 'All' }),
                  },
                },
              ],
            },
          })),
        ),
      ],
    }),
    'Stage',
  );

/** The same by its definition: repeats the rule until nothing changes. The Stage of number SIZE is not in view. */
function byDefinition(requests: readonly Drawn[]): boolean[] {
  let reached = requests.map(() => false);
  for (let round = 0; round <= SIZE; round++) {
    const before = reached;
    reached = requests.map(({ direct, all, from }) => {
      const gets = from.map((n) => before[n] ?? true);
      return direct || (gets.length > 0 && (all ? gets.every(Boolean) : gets.some(Boolean)));
    });
  }
  return reached;
}

test('freight gets to a Stage directly, or from one or all of the Stages to which it gets', () => {
  fc.assert(
    fc.property(drawn, (requests) => {
      const reach = new FreightReach(stagesOf(requests));
      expect(requests.map((_, i) => reach.has(`s${i}`, 'nginx'))).toEqual(byDefinition(requests));
    }),
    { numRuns: 300 },
  );
});

test('freight of a Warehouse that a Stage does not request does not get to it', () => {
  const stages = stagesOf([{ direct: true, all: false, from: [] }]);
  expect(requestsOf(stages[0]?.at.object ?? stage('x'))).toHaveLength(1);
  expect(new FreightReach(stages).has('s0', 'redis')).toBe(false);
});
