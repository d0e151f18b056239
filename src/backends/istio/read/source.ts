import { atom, type Formula } from '../../../access/formula.ts';
import type { Source } from '../../../manifest/kinds/istio-security.ts';
import type { IstioConfiguration } from './configuration.ts';
import { type Field, field } from './field.ts';
import { namespace, principal, serviceAccount, trustDomain } from './principal.ts';
import type { TokenReader } from './token.ts';
import { block } from './value.ts';

/** What the fields of a policy are read with. */
export interface Reading {
  readonly configuration: IstioConfiguration;
  readonly tokens: TokenReader;
  /** Of the policy. */
  readonly namespace: string;
}

/** Fields that newer versions have beside those of the generated types. */
type AnySource = Source & Readonly<Record<string, readonly string[] | undefined>>;

export function sourceFields(given: Source, { configuration, tokens, namespace: own }: Reading): readonly Field[] {
  const source = given as AnySource;
  const listed = (
    name: string,
    formula: (value: string) => Formula | undefined,
    options: { readonly http: boolean } = { http: false },
  ) => field(options.http, formula, source[name], source[`not${name[0]!.toUpperCase()}${name.slice(1)}`]);
  return [
    listed('principals', (value) => principal(value, configuration)),
    listed('requestPrincipals', tokens.principal, { http: true }),
    listed('serviceAccounts', (value) => serviceAccount(value, own)),
    listed('trustDomains', (value) => trustDomain(value, configuration)),
    listed('namespaces', namespace),
    listed('remoteIpBlocks', address('remote-ip')),
    listed('ipBlocks', address('source-ip')),
  ];
}

export function address(on: 'remote-ip' | 'source-ip' | 'destination-ip'): (value: string) => Formula | undefined {
  return (value) => {
    const cidr = block(value);
    return cidr === undefined ? undefined : atom({ on, cidr });
  };
}
