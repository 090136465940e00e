import * as fc from 'fast-check';
import { authorizedStage } from '../../../lib';
import { authorizationOf } from '../../../lib/checks/argocd/annotation';
import { ANNOTATION } from './fixtures';

const stages = (value: unknown, lists = true) => {
  const authorization = authorizationOf(value, lists);
  return 'stages' in authorization ? [...authorization.stages] : authorization;
};

test('one Stage is project:stage', () => {
  expect(stages('apps:dev')).toEqual(['apps:dev']);
  expect(stages('apps:dev', false)).toEqual(['apps:dev']);
});

test('without the annotation nobody is authorized', () => {
  expect(stages(undefined)).toEqual([]);
  expect(stages(null)).toEqual([]);
});

test('since Kargo 1.11 white space and empty entries of a list do not matter', () => {
  expect(stages(' apps : dev,, apps:prod ,')).toEqual(['apps:dev', 'apps:prod']);
});

test.each([
  ['apps:dev,apps:prod', 'a list of Stages is read since Kargo 1.11 only'],
  [' apps:dev', "' apps:dev' has white space in it"],
])('fails until Kargo 1.10 for %p', (value, problem) => {
  expect(stages(value, false)).toEqual({ problem });
});

test.each([
  ['', 'it names no Stage'],
  [' , ', 'it names no Stage'],
  ['dev', "'dev' is not of the form <project>:<stage>"],
  ['apps:', "'apps:' is not of the form <project>:<stage>"],
  [':dev', "':dev' is not of the form <project>:<stage>"],
  ['apps:dev,prod', "'prod' is not of the form <project>:<stage>"],
  ['apps:*', "'apps:*' has a '*' in it, which Kargo does not support any more"],
  ['apps:d ev', "'apps:d ev' has white space in it"],
  [7, 'it is a number, expected text'],
  [['apps:dev'], 'it is a list, expected text'],
])('fails for %p', (value, problem) => {
  expect(stages(value)).toEqual({ problem });
});

test.each(['{{ project }}:dev', 'apps:${STAGE}', 'apps:$(STAGE)'])('what %p will be is not known', (value) => {
  expect(stages(value)).toEqual({ unknown: true });
});

test('the annotation that authorizedStage gives authorizes exactly those Stages', () => {
  const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,8}[a-z0-9])?$/);
  const named = fc.uniqueArray(fc.record({ projectName: label, name: label }), {
    minLength: 1,
    maxLength: 4,
    selector: ({ projectName, name }) => `${projectName}:${name}`,
  });
  fc.assert(
    fc.property(named, (list) => {
      expect(stages(authorizedStage(...list)[ANNOTATION])).toEqual(
        list.map(({ projectName, name }) => `${projectName}:${name}`),
      );
    }),
    { numRuns: 50 },
  );
});
