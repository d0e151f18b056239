import type { Reason } from '../../analysis/reasons.ts';
import { printPosition, type Span } from '../../base/span.ts';
import type { Findings } from '../../diag/render/located.ts';
import type { Paint } from '../../diag/render/paint.ts';
import type { Frame } from '../../diag/render/place.ts';

export interface Explained {
  readonly reasons: readonly Reason[];
  /** The same rules, with their exact text. */
  readonly places: Findings;
  readonly files: readonly { readonly path: string; readonly spans: readonly Span[] }[];
  readonly frame: Frame;
  readonly paint: Paint;
}

/** Each rule with its source, what it became, and who enforces it. */
export function explainedText({ reasons, places, files, frame, paint }: Explained): string {
  return reasons
    .map(({ span, why, proxy, destination, decides }, i) => {
      const range = places.located[i]?.range;
      const shown = range
        ? frame({ range, label: why, style: decides ? 'green' : 'yellow' }, places.sources, paint)
        : [];
      const made = files.filter((file) => file.spans.some((one) => printPosition(one) === printPosition(span)));
      const paths = made.map(({ path }) => path);
      const own = paths.filter((path) => path.includes(`/authorizationpolicy-${destination}`));
      const policy = own.length > 0 ? own : paths;
      return ['', ...shown, `  ${paint('dim', `${policy.join(', ')}, enforced by ${proxy}`)}`].join('\n');
    })
    .map((text) => `${text}\n`)
    .join('');
}
