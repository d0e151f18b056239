import type { MeshMatchers } from './matchers.ts';

// Jest has two places for the types of matchers: a global namespace (@types/jest), and the module behind @jest/globals.
declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: parameters and defaults have to be those of the interface that is extended
    interface Matchers<R, T = {}> extends MeshMatchers<R> {}
  }
}

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends MeshMatchers<R> {}
}
