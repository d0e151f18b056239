import type { Diagnostic } from '../diag/diagnostic.ts';
import { placeFrame } from '../diag/render/place.ts';
import { weEnd } from './ending.ts';
import { atPosition } from './locate.ts';
import { paintFor } from './look.ts';
import type { Shell } from './shell.ts';
import { type Asked, reportView } from './views/report.ts';

/**
 * Reports from the middle of a policy that never lets go: nothing can be waited for or loaded any more, and the process ends
 * right after.
 */
export function reportStall(asked: Asked, shell: Shell): (diagnostics: readonly Diagnostic[]) => void {
  return (diagnostics) => {
    weEnd();
    const located = diagnostics.map((diagnostic) => ({
      diagnostic,
      ...(diagnostic.span && { range: atPosition(diagnostic.span) }),
      related: [],
    }));
    const findings = { located, sources: new Map<string, string>() };
    const outcome = { findings, silenced: [], configured: true, seconds: performance.now() / 1000 };
    const paint = paintFor(shell.out, asked.globals, shell.env);
    shell.out.write(reportView(asked, outcome, { paint, frame: placeFrame }));
  };
}
