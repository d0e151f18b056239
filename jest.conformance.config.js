// The judges that `npm run conformance` asks: real Istio, a real API server, a real mesh. One after the other, as they share the machine.
export default {
  // Completion again: here every shell is installed.
  testMatch: ['<rootDir>/test/conformance/**/*.test.ts', '<rootDir>/test/cli/completion.test.ts'],
  globalSetup: '<rootDir>/scripts/conformance/setup.mjs',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  testEnvironment: 'node',
  setupFilesAfterEnv: ['<rootDir>/test/seed.ts'],
  maxWorkers: 1,
  testTimeout: 600_000,
};
