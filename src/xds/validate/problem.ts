/** What is wrong with a config, and where: `static_resources.listeners[0].address`. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** Where a check is, and what was found so far. Paths are only made where something is wrong. */
export interface Walk {
  readonly at: (string | number)[];
  readonly problems: Problem[];
}

/** Holds a value against what it has to be. */
export type Check = (value: unknown, walk: Walk) => void;

export function report(walk: Walk, message: string): void {
  walk.problems.push({ path: printPath(walk.at), message });
}

/** A step into a field or an element. */
export function inside(step: string | number, value: unknown, check: Check, walk: Walk): void {
  walk.at.push(step);
  check(value, walk);
  walk.at.pop();
}

function printPath(at: Walk['at']): string {
  return at.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('');
}
