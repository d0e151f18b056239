/** Reached only if a closed union gained a member that a branch does not treat: the compiler refuses that first. */
export function absurd(value: never): never {
  throw new Error(`meshwright bug: unexpected ${JSON.stringify(value)}`);
}

/** States what must hold inside meshwright; a failure is our bug, never the user's. */
export function invariant(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`meshwright bug: ${what}`);
}
