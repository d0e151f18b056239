import type { Target } from '../access/decide.ts';
import type { AuthorizationRule, Caller, Condition } from '../model/authorization.ts';
import { printIdentity } from '../model/ids.ts';
import type { RequestMatch, StringMatch } from '../model/match.ts';
import type { Carries } from './matrix.ts';
import type { Names } from './matrix-names.ts';
import { printPath } from './nearest.ts';
import { valuesText as joinedValues } from './obstacles.ts';

/** What a caller may send that may send everything. */
export const ANYTHING = {
  requests: 'any request',
  bytes: 'any connection',
  both: 'any request or connection',
} as const satisfies Record<Carries, string>;

/** The requests of a rule, one text for each path: `GET,HEAD /carts/{*}`; none for all. */
export function requestTexts({ requests }: Pick<AuthorizationRule, 'requests'>): readonly string[] {
  return requests === 'any' ? [] : [...new Set(requests.flatMap(matchTexts))];
}

function matchTexts(match: RequestMatch): readonly string[] {
  const methods = match.methods?.join(',') ?? (match.notMethods ? `not ${match.notMethods.join(',')}` : '');
  const hosts = match.hosts ?? [''];
  const paths = match.paths?.map(printPath) ?? [''];
  const rest = [
    ...(match.notPaths ? [`except ${match.notPaths.map(printPath).join(',')}`] : []),
    ...(match.notHosts ? [`except host ${match.notHosts.join(',')}`] : []),
    ...match.headers.map(({ name, values, negated }) => headerText(name, values, negated)),
  ];
  return hosts.flatMap((host) =>
    paths.map((path) => [methods, `${host}${path}`, ...rest].filter((part) => part !== '').join(' ') || 'any request'),
  );
}

function headerText(name: string, values: readonly StringMatch[], negated: boolean): string {
  return `${negated ? 'without' : 'with'} header ${name}${valuesText(values)}`;
}

function valuesText(values: readonly StringMatch[]): string {
  const said = joinedValues(values);
  return said === '' ? '' : `: ${said}`;
}

export function conditionText(condition: Condition): string {
  const not = condition.negated ? 'not ' : '';
  switch (condition.kind) {
    case 'header':
      return headerText(condition.name, condition.values, condition.negated);
    case 'claim':
      return `${not}claim ${condition.path.join('.')}${valuesText(condition.values)}`;
    case 'sni':
      return `${not}server name${valuesText(condition.values)}`;
    case 'destination-ip':
      return `${not}to ${condition.cidrs.join('|')}`;
  }
}

/** A caller as a condition beside another one, or as an exception. */
export function callerWords(caller: Caller, names: Names): string {
  switch (caller.kind) {
    case 'workload':
      return caller.of ? names.of(targetOf(caller.of)) : printIdentity(caller.identity);
    case 'namespace':
      return `namespace ${caller.namespace}`;
    case 'trust-domain':
      return `trust domain ${caller.trustDomain}`;
    case 'authenticated':
      return 'any identity';
    case 'ip-block':
      return caller.cidr;
    case 'remote-ip-block':
      return `client ${caller.cidr}`;
    case 'request-principal': {
      const subject = caller.subject ? ` for ${valuesText([caller.subject]).slice(2) || 'anyone'}` : '';
      const claims = caller.claims.map(
        ({ path, values, negated }) => ` ${negated ? 'without' : 'with'} ${path.join('.')}${valuesText(values)}`,
      );
      return `token of ${caller.issuer}${subject}${claims.join('')}`;
    }
    case 'all-of':
      return caller.callers.map((one) => callerWords(one, names)).join(' with ');
  }
}

function targetOf(ref: NonNullable<Extract<Caller, { kind: 'workload' }>['of']>): Target {
  return ref;
}
