import { can } from '../analysis/can.ts';
import { reachedFrom } from '../analysis/chain.ts';
import { differencesOf } from '../analysis/equivalence.ts';
import { answerText } from '../cli/views/answer.ts';
import { coloured, type Paint, plain } from '../diag/render/paint.ts';
import { type Held, heldBy, type LoadedMesh } from './mesh.ts';
import { askedOf, callerNamed, type RequestDetails, targetNamed, Unaskable, unaskable } from './question.ts';
import { differencesText, reachText } from './words.ts';

/** What jest and those like it give to a matcher. */
interface Context {
  readonly isNot?: boolean;
  readonly utils?: { readonly RECEIVED_COLOR?: (text: string) => string };
}

interface Result {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The matchers, as `expect` has them. */
export interface MeshMatchers<R> {
  /** That a caller may make a request of a service or gateway; `outside` comes in through a gateway. */
  toAllow(from: string, to: string, request?: string, details?: RequestDetails): R;
  /** That a caller may not make a request of a service or gateway. */
  toDeny(from: string, to: string, request?: string, details?: RequestDetails): R;
  /** That a chain of calls leads from a caller to a service, each of them admitted for some request. */
  toReach(from: string, to: string): R;
  /** That every port of every service and gateway admits exactly the same requests as in another mesh. */
  toBeEquivalentTo(other: LoadedMesh): R;
}

/**
 * The matchers for `expect.extend`, where there is no global `expect` that they could be added to.
 *
 * @example
 * ```ts
 * import { matchers } from 'meshwright/jest';
 * import { expect } from 'vitest';
 *
 * expect.extend(matchers);
 * ```
 */
export const matchers = {
  toAllow(this: Context, received: unknown, from: string, to: string, request?: string, details?: RequestDetails) {
    return decided(this, received, { name: 'toAllow', wanted: true, from, to, request, details });
  },
  toDeny(this: Context, received: unknown, from: string, to: string, request?: string, details?: RequestDetails) {
    return decided(this, received, { name: 'toDeny', wanted: false, from, to, request, details });
  },
  toReach(this: Context, received: unknown, from: string, to: string): Result {
    return asked(this, headline(this, 'toReach', [from, to]), received, ({ model, byHand }) => {
      const party = callerNamed(from, model);
      const target = targetNamed(to, model);
      if (target.kind === 'gateway')
        throw unaskable(`\`${to}\` is a gateway`, 'name the service that must or must not be reached');
      const reached = reachedFrom(party, model, byHand);
      const question = { from: party, to: target.service, model };
      return { pass: reached.has(target.service), text: () => reachText(reached, question) };
    });
  },
  toBeEquivalentTo(this: Context, received: unknown, other: unknown): Result {
    return asked(this, headline(this, 'toBeEquivalentTo', []), received, (first) => {
      const second = heldOf(other, 'toBeEquivalentTo');
      const found = differencesOf(first, second);
      return { pass: found.length === 0, text: () => differencesText(found, first, second) };
    });
  },
};

interface Decided {
  readonly name: string;
  readonly wanted: boolean;
  readonly from: string;
  readonly to: string;
  readonly request: string | undefined;
  readonly details: RequestDetails | undefined;
}

function decided(context: Context, received: unknown, question: Decided): Result {
  const { name, wanted, from, to, request = 'GET /', details } = question;
  const title = headline(context, name, [from, to, request, ...(details ? [details] : [])]);
  return asked(context, title, received, ({ model, byHand, lineAt }) => {
    const about = askedOf(request, details ?? {});
    const [party, target] = [callerNamed(from, model), targetNamed(to, model)];
    const answer = can(party, target, about, model, byHand);
    const worded = { answer, asked: about, from: party, to: target, model, lineAt };
    return { pass: answer.allowed === wanted, text: () => answerText(worded, paintIn(context)) };
  });
}

interface Found {
  readonly pass: boolean;
  readonly text: () => string;
}

/** Asks a mesh. A question that cannot be asked fails whatever was expected. */
function asked({ isNot = false }: Context, title: string, received: unknown, question: (held: Held) => Found): Result {
  try {
    const { pass, text } = question(heldOf(received, 'expect'));
    return { pass, message: () => `${title}\n\n${text()}` };
  } catch (thrown) {
    if (!(thrown instanceof Unaskable)) throw thrown;
    return { pass: isNot, message: () => `${title}\n\n${thrown.message}` };
  }
}

function heldOf(received: unknown, of: string): Held {
  const held = heldBy(received);
  if (held) return held;
  const help = received instanceof Promise ? `it is a promise: \`await\` it` : `\`${of}(await loadMesh())\``;
  throw unaskable(`\`${of}\` was not given a mesh`, help);
}

/** `expect(mesh).not.toAllow('productpage', 'reviews', 'GET /reviews/1')` */
function headline({ isNot = false }: Context, name: string, args: readonly unknown[]): string {
  const written = name === 'toBeEquivalentTo' ? 'other' : args.map(literal).join(', ');
  return `expect(mesh)${isNot ? '.not' : ''}.${name}(${written})`;
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
}

/** In colours where jest has them. */
function paintIn({ utils }: Context): Paint {
  return (utils?.RECEIVED_COLOR?.('x') ?? 'x') === 'x' ? plain : coloured;
}
