import { uniqueBy } from '../../base/order.ts';
import { printPosition } from '../../base/span.ts';
import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Check } from '../check.ts';
import { type Answer, answer, redirectedRequests } from './answers.ts';
import { printUrl, type Request, redirected } from './request.ts';

/** Longer chains than this are not followed: browsers give up after 20. */
const MOST_STEPS = 20;

interface Step {
  readonly request: Request;
  readonly answer: Answer;
}

/** No redirect leads back to itself. Each is followed as a client would, so what is reported is a request that loops. */
export const redirectLoop: Check = {
  codes: ['MW2025'],
  *run(mesh) {
    const reported = new Set<string>();
    for (const { request } of redirectedRequests(mesh)) {
      const loop = follow(mesh, request);
      const key = loop
        .map((step) => identity(step.answer))
        .sort()
        .join(' ');
      if (loop.length === 0 || reported.has(key)) continue;
      reported.add(key);
      yield finding(loop);
    }
  },
};

function identity({ name, span }: Answer): string {
  return `${name}@${printPosition(span)}`;
}

/** The steps of the loop that a request runs into; empty when it ends. */
function follow(mesh: Lookup, start: Request): readonly Step[] {
  const steps = new Map<string, Step>();
  let request = start;
  for (let step = 0; step < MOST_STEPS; step++) {
    const url = printUrl(request);
    if (steps.has(url)) return [...steps.values()].slice([...steps.keys()].indexOf(url));
    const next = answer(mesh, request);
    if (next === undefined) return [];
    steps.set(url, { request, answer: next });
    request = redirected(request, next.redirect);
  }
  return [];
}

/** Points at the first route in the loop; where a listener redirects, it is named beside. */
function finding(loop: readonly Step[]): Diagnostic {
  const begin = loop.find((step) => step.answer.redirect.status !== undefined) ?? loop[0];
  const urls = loop.map(({ request }) => `\`${printUrl(request)}\``);
  const circle = urls.length === 1 ? `${urls[0]} leads to itself` : `${urls.join(' → ')} → ${urls[0]}`;
  const others = uniqueBy(loop, (step) => identity(step.answer)).filter((step) => step !== begin);
  return error('MW2025', `redirects run in a circle: ${circle}`, {
    ...(begin && { span: begin.answer.span }),
    related: others.map(({ answer, request }) => ({ span: answer.span, note: `redirects \`${printUrl(request)}\`` })),
    help: 'let one of them name another path, host or scheme, or leave it out',
  });
}
