/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/__tests__/run/set-up.ts',
  globalTeardown: '<rootDir>/__tests__/run/tear-down.ts',
  setupFilesAfterEnv: ['<rootDir>/__tests__/run/each-file.ts'],
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  // Jest leaves one core alone by default, which on two cores is half of the machine.
  maxWorkers: '100%',
  // Some tests start processes, and machines are busy at times: a limit is there for what hangs.
  testTimeout: 30_000,
  moduleNameMapper: { '^@kubernetes/client-node$': '<rootDir>/__tests__/tools/kubernetes-client.ts' },
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
  },
};
