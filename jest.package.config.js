const unit = require('./jest.config.js');

/** @type {import('jest').Config} */
module.exports = { ...unit, testMatch: ['**/*.packed.ts'], testTimeout: 120_000 };
