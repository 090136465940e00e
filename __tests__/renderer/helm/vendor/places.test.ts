import { pullCommand } from '../../../../lib/renderer/helm/vendor/places';

test('the command for a chart of the usual place is short', () => {
  expect(pullCommand({ version: '1.11.2', folder: 'charts' })).toBe('`npx cdk8s-kargo chart pull 1.11.2`');
});

test('the command has what differs from the usual, fit for a shell', () => {
  const target = { version: '1.11.2', folder: 'my charts', source: 'https://example.com/charts', force: true };
  expect(pullCommand(target)).toBe(
    "`npx cdk8s-kargo chart pull 1.11.2 --from https://example.com/charts --folder 'my charts' --force`",
  );
});

test('the command for a chart from a local file names the file, not where it was', () => {
  expect(pullCommand({ version: '1.11.2', folder: 'charts', source: 'file:kargo.tgz' })).toBe(
    '`npx cdk8s-kargo chart pull 1.11.2 --from path/to/kargo.tgz`',
  );
});
