// ESM throughout: NODE_OPTIONS=--experimental-vm-modules (see package.json), swc strips the types.
export default {
  testEnvironment: 'node',
  setupFilesAfterEnv: ['<rootDir>/test/seed.ts'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/conformance/', '<rootDir>/test/types/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  // By default a core is left idle, which is half of a machine that has two.
  maxWorkers: '100%',
  // Tests that run processes take their time on a machine that is busy; what hangs has a deadline of its own.
  testTimeout: 180_000,
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts'],
};
