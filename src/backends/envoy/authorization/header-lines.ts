import { error, warning } from '../../../diag/diagnostic.ts';
import type { AuthorizationRule } from '../../../model/authorization.ts';
import type { HeaderMatch } from '../../../model/match.ts';
import type { Context } from '../context.ts';
import { has } from '../since.ts';
import type { NamedRule } from './rules-at.ts';

/**
 * Before 1.38 Envoy's RBAC sees the lines of a repeated header as one, with commas between: a client that sends a header twice is not found by
 * its value. Where that opens it is an error, where it closes a warning.
 */
export function reportHeaderLines(rules: readonly NamedRule[], { placement, gap }: Context): void {
  if (has('headersLineByLine', placement.version)) return;
  for (const { rule } of rules) {
    const asked = headersOf(rule).filter(({ values }) => values.some(({ kind }) => kind !== 'present'));
    const opening = asked.find(({ negated }) => negated === (rule.effect === 'allow'));
    const one = opening ?? asked[0];
    if (one === undefined) continue;
    const report = opening && !rule.dryRun ? error : warning;
    gap(
      report(
        'MW3407',
        `Envoy ${placement.version} does not see a value of \`${one.name}\` where the header is sent twice`,
        {
          span: rule.span,
          note: opening
            ? 'a client that sends another line besides is not found by the rule'
            : 'a request with another line besides is refused, though it holds the value',
          help: 'use Envoy 1.38 or later, which looks at each line',
        },
      ),
    );
  }
}

function headersOf({ requests, when }: AuthorizationRule): readonly HeaderMatch[] {
  const asked = requests === 'any' ? [] : requests.flatMap(({ headers }) => headers);
  return [...asked, ...when.filter((one) => one.kind === 'header')];
}
