import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { recordedFindings, recordFinding } from '../../lib/constructs/findings';
import { TOKEN } from '../checks/secrets';

test('a recorded finding shows no secret, neither to a Fleet nor to cdk8s', () => {
  const app = new App();
  const construct = new Construct(app, 'x');
  recordFinding(construct, { severity: 'error', id: 'bad', message: `got ${TOKEN}`, fix: `not ${TOKEN}` });
  expect(recordedFindings(app)).toEqual([
    {
      severity: 'error',
      id: 'bad',
      message: 'got <a JSON web token>',
      fix: 'not <a JSON web token>',
      where: { construct: 'x' },
    },
  ]);
  expect(construct.node.validate()).toEqual(['x: error bad: got <a JSON web token>\n    fix: not <a JSON web token>']);
});
