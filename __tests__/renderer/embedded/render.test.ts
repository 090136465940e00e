import { problems, rendered } from './rendered';

describe('a release', () => {
  test('has a name and a namespace that are free', () => {
    const objects = rendered({}, { releaseName: 'mine', namespace: 'elsewhere' });
    expect(objects.at('Deployment kargo-api', 'metadata', 'namespace')).toBe('elsewhere');
    expect(objects.at('Deployment kargo-api', 'metadata', 'labels', 'app.kubernetes.io/instance')).toBe('mine');
  });

  test.each(['', '123', 'true', 'null', 'a: b', 'two\nlines'])('fails when its name is %j', (releaseName) => {
    expect(problems({}, { releaseName })).toEqual([
      `value-invalid: releaseName is '${releaseName}', which the chart writes without quotes, so that YAML does not read it as this text (use a name that YAML takes for text without quotes)`,
    ]);
  });

  test('fails when its namespace is no text to YAML', () => {
    expect(problems({}, { namespace: '007' })).toEqual([expect.stringContaining("value-invalid: namespace is '007'")]);
  });
});
