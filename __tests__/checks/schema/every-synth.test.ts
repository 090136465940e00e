import { checkFleet } from '../../../lib/checks';
import { cluster, fleet, pipeline, stage, warehouse } from '../fleet';

const steps = [{ uses: 'git-clear', config: {} }];
const WRONG = [
  stage('x', { nginx: [] }, { promotionTemplate: { spec: { steps } } }),
  stage('y', { nginx: [] }, { vars: [{ name: 1 }] }),
  warehouse('z', { subscriptions: [{ git: {} }] }),
];

test.each([true, false])(
  'specs, steps and subscriptions are checked in every synth, of a whole fleet: %s',
  (complete) => {
    const view = fleet({ clusters: [cluster('prod', ...pipeline(), ...WRONG)], complete });
    expect(checkFleet(view).map(({ id, object }) => `${object}: ${id}`)).toEqual(
      expect.arrayContaining([
        'Stage apps/x: step-config',
        'Stage apps/y: spec-invalid',
        'Warehouse apps/z: subscription-invalid',
      ]),
    );
  },
);
