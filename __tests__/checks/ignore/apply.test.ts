import * as fc from 'fast-check';
import { applyIgnores, withoutIgnored } from '../../../lib/checks/ignore/apply';
import type { Ignore } from '../../../lib/checks/ignore/ignore';
import type { FleetView } from '../../../lib/checks/view';
import type { Finding } from '../../../lib/core/finding';
import { fleet } from '../fleet';

const DEV = 'Stage apps/dev';
const where = { construct: 'prod/dev' };

function finding(more: Partial<Finding> = {}): Finding {
  return {
    severity: 'error',
    id: 'variable-undeclared',
    message: 'a message',
    fix: 'a fix',
    where,
    object: DEV,
    ...more,
  };
}

function ignore(more: Partial<Ignore> = {}): Ignore {
  return { id: 'variable-undeclared', where, reason: 'because', object: DEV, alone: true, ...more };
}

const apply = (found: readonly Finding[], ignores: readonly Ignore[], view: FleetView = fleet()) =>
  applyIgnores(found, ignores, view);
const faults = (ignores: readonly Ignore[], view?: FleetView) => apply([], ignores, view).findings;

describe('what is ignored', () => {
  test('is no finding any more, and says why', () => {
    expect(apply([finding()], [ignore()])).toEqual({
      findings: [],
      ignored: [{ ...finding(), reason: 'because' }],
    });
  });

  test('may be a warning', () => {
    expect(apply([finding({ severity: 'warning' })], [ignore()])).toMatchObject({
      findings: [],
      ignored: [{ severity: 'warning' }],
    });
  });

  test.each([
    ['another id', { id: 'variable-unset' }],
    ['another object of the same place', { object: 'Stage apps/staging' }],
    ['another place', { where: { construct: 'prod/dev/below' } }],
    ['a file that is called like the construct', { where: { file: 'prod/dev' } }],
  ])('is not %s', (_, other) => {
    const left = finding(other);
    expect(apply([finding(), left], [ignore()]).findings).toEqual([left]);
  });

  test('is what is about no object, where there is only this one', () => {
    const about = { ...finding(), object: undefined };
    expect(apply([about], [ignore()]).ignored).toHaveLength(1);
    expect(apply([about], [ignore({ alone: false })]).findings).toContainEqual(about);
  });

  test('is everything of its id at a construct that is ignored as a whole', () => {
    const found = [finding(), finding({ object: 'Stage apps/staging' }), { ...finding(), object: undefined }];
    const whole: Ignore = { id: 'variable-undeclared', where, reason: 'because' };
    expect(apply(found, [whole])).toMatchObject({ findings: [], ignored: [{}, {}, {}] });
  });
});

test('no finding is lost: each is still one, or is ignored', () => {
  const ids = fc.constantFrom('stage-missing', 'variable-unset', 'secret-in-output');
  const places = fc.constantFrom({ construct: 'a' }, { construct: 'b' }, { file: 'a', line: 1 });
  const objects = fc.option(fc.constantFrom('Stage a/x', 'Stage a/y'), { nil: undefined });
  const parts = fc.record({ id: ids, where: places, object: objects });
  const ignores = fc.array(fc.tuple(parts, fc.boolean(), fc.option(fc.constant('because'), { nil: undefined })));
  fc.assert(
    fc.property(fc.uniqueArray(parts, { selector: (part) => JSON.stringify(part) }), ignores, (found, drawn) => {
      const findings = found.map((part) => finding(part));
      const given = drawn.map(([part, alone, reason]): Ignore => ({ ...part, alone, reason }));
      const applied = apply(findings, given, fleet({ complete: false }));
      const left = applied.findings.filter(({ id }) => !id.startsWith('ignore-'));
      const silenced = applied.ignored.map(({ reason: _, ...rest }) => rest);
      const texts = (list: readonly Finding[]) => list.map((one) => JSON.stringify(one)).sort();
      expect(texts([...left, ...silenced])).toEqual(texts(findings));
    }),
    { numRuns: 100 },
  );
});

test('with nothing to ignore, findings stay as they are', () => {
  const found = [finding(), finding({ id: 'variable-unset' })];
  expect(withoutIgnored(found, [])).toEqual(found);
});

describe('an ignore', () => {
  test('fails when it gives no reason, and then ignores nothing', () => {
    const { findings, ignored } = apply([finding()], [ignore({ reason: undefined })]);
    expect(findings.map(({ id }) => id)).toEqual(['ignore-without-reason', 'variable-undeclared']);
    expect(ignored).toEqual([]);
  });

  test('without a reason is not told to be unused as well', () => {
    expect(faults([ignore({ reason: undefined })])).toMatchObject([{ id: 'ignore-without-reason' }]);
  });

  test('may be about drift in a file, which an import mends', () => {
    const about = { id: 'admission-drift', object: DEV };
    expect(faults([ignore({ ...about, where: { file: 'a.yaml', line: 1 } })])).toEqual([]);
    expect(faults([ignore(about)])).toMatchObject([{ id: 'ignore-unused' }]);
  });

  test('is not called unused where something could not be read', () => {
    expect(faults([ignore()], fleet({ unread: true }))).toEqual([]);
  });

  test('fails when it is about what must always count, and then ignores nothing', () => {
    const secret = finding({ id: 'secret-in-output' });
    const { findings, ignored } = apply([secret], [ignore({ id: 'secret-in-output' })]);
    expect(findings).toContainEqual(secret);
    expect(findings).toContainEqual(
      expect.objectContaining({
        severity: 'error',
        id: 'ignore-not-allowed',
        message: expect.stringMatching(/^'secret-in-output' cannot be ignored: a secret would be in the output/),
        where,
        object: DEV,
      }),
    );
    expect(ignored).toEqual([]);
  });

  test.each(['ignore-unused', 'ignore-without-reason', 'ignore-not-allowed'])('cannot be about %s', (id) => {
    expect(faults([ignore({ id })])).toMatchObject([{ id: 'ignore-not-allowed' }]);
  });

  test('is a warning when nothing is found for it', () => {
    expect(faults([ignore()])).toEqual([
      {
        severity: 'warning',
        id: 'ignore-unused',
        message: "'variable-undeclared' is to be ignored for Stage apps/dev, and is not found there",
        fix: 'take the ignore away',
        where,
        object: DEV,
        field: ['metadata', 'annotations', 'ignore-check.cdk8s-kargo/variable-undeclared'],
      },
    ]);
  });

  test.each([
    ['a part of a fleet', { complete: false }],
    ['a fleet whose control plane is elsewhere', { controlPlane: undefined }],
    ['a fleet of a Kargo whose schemas are not known', { kargoVersion: '1.99.0' }],
  ])('may have nothing to ignore in %s, where not every check runs', (_, changes) => {
    expect(faults([ignore()], fleet(changes))).toEqual([]);
  });

  test('is a warning when no finding has such a name, in a part of a fleet too', () => {
    expect(faults([ignore({ id: 'variable-undeclard' })], fleet({ complete: false }))).toMatchObject([
      {
        severity: 'warning',
        id: 'ignore-unused',
        message: "'variable-undeclard' is to be ignored for Stage apps/dev, and there is no finding of that name",
        fix: "did you mean 'variable-undeclared'?",
      },
    ]);
  });

  test('may have any name that a finding has', () => {
    expect(apply([finding({ id: 'of-tomorrow' })], [ignore({ id: 'of-tomorrow' })]).findings).toEqual([]);
  });
});
