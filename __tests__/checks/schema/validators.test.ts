import Ajv from 'ajv';
import * as fc from 'fast-check';
import crds from '../../../imports/crds.json';
import steps from '../../../imports/steps.json';
import subscriptions from '../../../imports/subscriptions.json';
import type { Schema } from '../../../lib/checks/schema/schema';
import { type Validator, violationsOf } from '../../../lib/checks/schema/validator';
import {
  builtInSteps,
  specValidator,
  stepValidator,
  subscriptionKinds,
  subscriptionValidator,
} from '../../../lib/checks/schema/validators';

const KINDS = crds.map(({ spec }) => spec.names.kind).filter((kind) => kind !== 'Freight');

function known(name: string, validator: Validator | undefined): [string, Validator] {
  if (validator === undefined) {
    throw new Error(`no validator of ${name}`);
  }
  return [name, validator];
}

const ALL = [
  ...KINDS.map((kind) => known(kind, specValidator(kind))),
  ...Object.keys(steps).map((name) => known(name, stepValidator(name))),
  ...Object.keys(subscriptions).map((kind) => known(kind, subscriptionValidator(kind))),
];

const JUNK = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e9, '', 'a', 'A b', 'https://example.com/a', [], {}, [1, 1]),
  fc.jsonValue({ maxDepth: 1 }),
);

/** Values that a schema might take: mostly of the right type, with fields that it knows and some that it does not. */
function valuesOf({ type, properties, additionalProperties, items, enum: allowed }: Schema): fc.Arbitrary<unknown> {
  if (allowed !== undefined) {
    return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...allowed) }, JUNK);
  }
  const types = [type ?? []].flat();
  if (types.includes('object')) {
    const members = Object.entries(properties ?? {}).map(([name, member]) => [name, valuesOf(member)] as const);
    const known = fc.record(Object.fromEntries(members), { requiredKeys: [] });
    const open = typeof additionalProperties === 'object' ? valuesOf(additionalProperties) : JUNK;
    const unknown = fc.dictionary(fc.constantFrom('a', 'a/b', '~', 'constructor', 'name'), open, { maxKeys: 1 });
    const both = fc.tuple(known, unknown).map(([one, other]) => ({ ...other, ...one }));
    return fc.oneof({ weight: 9, arbitrary: both }, JUNK);
  }
  return types.includes('array')
    ? fc.oneof({ weight: 9, arbitrary: fc.array(valuesOf(items ?? {}), { maxLength: 3 }) }, JUNK)
    : JUNK;
}

test.each(ALL)('the validator of %s says what ajv says', (_, validator) => {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    strict: false,
    unicodeRegExp: false,
    formats: {
      email: (text: string) => text.includes('@'),
      uri: /^[A-Za-z][A-Za-z0-9+.-]*:/,
      'date-time': /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d/,
      int32: true,
      int64: true,
    },
  });
  const schema = validator.schema();
  const reference = ajv.compile(schema);
  let invalid = 0;
  fc.assert(
    fc.property(valuesOf(schema), (value) => {
      reference(value);
      const expected = (reference.errors ?? []).map(
        ({ keyword, instancePath, schemaPath, data, schema: wanted, parentSchema }) =>
          ({ keyword, instancePath, schemaPath, data, schema: wanted, parentSchema }) as const,
      );
      const found = violationsOf(validator, value);
      expect(found.map(({ params: _params, ...rest }) => rest)).toEqual(expected);
      expect(found.map(({ params }) => params ?? {})).toEqual((reference.errors ?? []).map(tellingParams));
      invalid += found.length;
    }),
    { numRuns: 60 },
  );
  expect(invalid).toBeGreaterThan(0);
});

function tellingParams({ params }: { readonly params: { readonly [name: string]: unknown } }): object {
  const telling = ['additionalProperty', 'missingProperty', 'passingSchemas'];
  return Object.fromEntries(Object.entries(params).filter(([name]) => telling.includes(name)));
}

test('every built-in step and every kind of subscription has a validator', () => {
  expect(builtInSteps()).toEqual(Object.keys(steps));
  expect(subscriptionKinds()).toEqual(Object.keys(subscriptions));
});

test.each(['Deployment', 'constructor', ''])("there is no validator of '%s'", (name) => {
  expect([specValidator(name), stepValidator(name), subscriptionValidator(name)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('a pattern that could take forever in JavaScript does not', () => {
  const [, chart] = known('chart', subscriptionValidator('chart'));
  const started = process.cpuUsage();
  expect(violationsOf(chart, { repoURL: `oci://a${'/'.repeat(50_000)}\n` })).toHaveLength(1);
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(2000);
});
