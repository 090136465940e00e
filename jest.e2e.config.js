const unit = require('./jest.config.js');

/** @type {import('jest').Config} */
module.exports = { ...unit, testMatch: ['**/e2e/**/*.e2e.ts'], maxWorkers: 2, testTimeout: 120_000 };
