/** Adds matchers to the `expect` that there is everywhere in a test; where there is none, its user does. */
export function register(matchers: object): void {
  const { expect } = globalThis as { readonly expect?: { readonly extend?: (matchers: object) => void } };
  expect?.extend?.(matchers);
}
