import { type Decision, decidingLine } from '../../analysis/by-hand.ts';
import type { NearRule } from '../../analysis/nearest.ts';
import { destinationKey, shortName, type Target } from '../../analysis/parties.ts';
import { callerText, decisionText, identityText, printPlace, proxyName } from '../../analysis/wording.ts';
import type { Span } from '../../base/span.ts';
import type { Paint } from '../../diag/render/paint.ts';
import { visible } from '../../diag/render/visible.ts';
import type { Answered } from '../verbs/can.ts';

const INDENT = '      ';

/** What an answer in words is made of. */
export type Worded = Pick<Answered, 'answer' | 'asked' | 'from' | 'to' | 'model' | 'lineAt'>;

/** An answer in a few lines: yes or no, what was asked, who decides, and for a no how near it came and what to add. */
export function answerText(
  { answer, asked, from, to, model, lineAt }: Worded,
  paint: Paint,
  { brief = false }: { readonly brief?: boolean } = {},
): string {
  const verdict = answer.allowed ? paint(['green', 'bold'], 'yes') : paint(['red', 'bold'], 'no');
  const url = asked.scheme ? `${asked.scheme}://${asked.host ?? ''}` : '';
  const last = answer.hops.at(-1);
  const port = last && isSame(last.to, to) ? last.request.port : undefined;
  const what = last && last.request.http === undefined ? 'a connection' : `${asked.method} ${url}${asked.path}`;
  const headline = `${verdict}${answer.allowed ? '   ' : '    '}${visible(what)} from ${callerText(from, asked.plaintext)} to ${shortName(to, model)}${port ? `:${port}` : ''}`;
  const lines = [
    ...answer.hops.map((hop) => decisionText(hop, model)),
    ...(answer.stopped ? [answer.stopped] : []),
    ...(brief ? [] : answer.near.map((near, i) => nearText(near, i, lineAt))),
    ...(brief ? [] : remedyLines(answer, paint)),
  ];
  return `${[headline, ...lines.map((line) => `${INDENT}${line}`)].join('\n')}\n`;
}

function isSame(one: Target, other: Target): boolean {
  return destinationKey(one) === destinationKey(other);
}

/** What the request could bring, and what could be allowed: with the first, the second gives up what was asked for. */
export function remedyLines({ near: [nearest], remedy }: Worded['answer'], paint: Paint): readonly string[] {
  const send = nearest?.send?.join(' and ');
  return [
    ...(send ? [`to be allowed: send ${paint('cyan', send)}`] : []),
    ...(remedy ? [`to allow${send ? ' without that' : ''}: ${paint('cyan', remedy)}`] : []),
  ];
}

function nearText({ rule, because }: NearRule, index: number, lineAt: Answered['lineAt']): string {
  const line = visible(lineAt(rule.span));
  return `${index === 0 ? 'nearest: ' : '         '}${printPlace(rule.span)}  ${line}      ${because.join('; ')}`;
}

function placeOf(decision: Decision): { readonly rule?: Span } {
  const rule = decidingLine(decision);
  return rule ? { rule } : {};
}

/** The same for programs; `version` changes when a field changes its meaning. */
export function answerJson({ answer, asked, from, to, model, target }: Answered): string {
  return `${JSON.stringify(
    {
      version: 1,
      target,
      allowed: answer.allowed,
      from: identityText(from),
      to: shortName(to, model),
      request: { method: asked.method, path: asked.path },
      hops: answer.hops.map(({ to: hop, verdict, request }) => ({
        proxy: proxyName(hop, model),
        port: request.port,
        because: verdict.because,
        ...placeOf(verdict),
      })),
      ...(answer.stopped && { stopped: answer.stopped }),
      nearest: answer.near.map(({ rule, because, send }) => ({ rule: rule.span, because, ...(send && { send }) })),
      ...(answer.remedy && { toAllow: answer.remedy }),
    },
    null,
    2,
  )}\n`;
}
