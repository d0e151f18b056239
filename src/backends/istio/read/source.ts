import { atom, type Formula } from '../../../access/formula.ts';
import type { Source } from '../../../manifest/kinds/istio-security.ts';
import type { IstioConfiguration } from './configuration.ts';
import { type Field, field } from './field.ts';
import { namespace, type PrincipalReader, serviceAccount, trustDomain } from './principal.ts';
import type { TokenReader } from './token.ts';
import { block } from './value.ts';

/** What the fields of a policy are read with. */
export interface Reading {
  readonly configuration: IstioConfiguration;
  readonly principal: PrincipalReader;
  readonly tokens: TokenReader;
  /** Of the policy. */
  readonly namespace: string;
}

/** Fields that newer versions have beside those of the generated types. */
type AnySource = Source & Readonly<Record<string, readonly string[] | undefined>>;

interface SourceField {
  readonly name: string;
  readonly not: string;
  readonly http: boolean;
  readonly formula: (value: string, reading: Reading) => Formula | undefined;
}

const FIELDS: readonly SourceField[] = [
  listed('principals', (value, reading) => reading.principal(value)),
  listed('requestPrincipals', (value, { tokens }) => tokens.principal(value), { http: true }),
  listed('serviceAccounts', (value, reading) => serviceAccount(value, reading.namespace)),
  listed('trustDomains', (value, { configuration }) => trustDomain(value, configuration)),
  listed('namespaces', namespace),
  listed('remoteIpBlocks', address('remote-ip')),
  listed('ipBlocks', address('source-ip')),
];

function listed(name: string, formula: SourceField['formula'], { http } = { http: false }): SourceField {
  return { name, not: `not${name[0]!.toUpperCase()}${name.slice(1)}`, http, formula };
}

/** Those that a source says something in. */
export function sourceFields(given: Source, reading: Reading): readonly Field[] {
  const source = given as AnySource;
  const said: Field[] = [];
  for (const { name, not, http, formula } of FIELDS) {
    const [values, notValues] = [source[name], source[not]];
    if (values || notValues) said.push(field(http, (value) => formula(value, reading), values, notValues));
  }
  return said;
}

export function address(on: 'remote-ip' | 'source-ip' | 'destination-ip'): (value: string) => Formula | undefined {
  return (value) => {
    const cidr = block(value);
    return cidr === undefined ? undefined : atom({ on, cidr });
  };
}
