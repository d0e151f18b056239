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

/** Those that a source says something in. */
export function sourceFields(given: Source, reading: Reading): readonly Field[] {
  const source = given as AnySource;
  const { principals, notPrincipals, requestPrincipals, notRequestPrincipals } = source;
  const { serviceAccounts, notServiceAccounts, trustDomains, notTrustDomains, namespaces, notNamespaces } = source;
  const { remoteIpBlocks, notRemoteIpBlocks, ipBlocks, notIpBlocks } = source;
  const said: Field[] = [];
  if (principals || notPrincipals) said.push(field(false, reading.principal, principals, notPrincipals));
  if (requestPrincipals || notRequestPrincipals)
    said.push(field(true, reading.tokens.principal, requestPrincipals, notRequestPrincipals));
  if (serviceAccounts || notServiceAccounts) {
    const account = (value: string) => serviceAccount(value, reading.namespace);
    said.push(field(false, account, serviceAccounts, notServiceAccounts));
  }
  if (trustDomains || notTrustDomains) {
    const domain = (value: string) => trustDomain(value, reading.configuration);
    said.push(field(false, domain, trustDomains, notTrustDomains));
  }
  if (namespaces || notNamespaces) said.push(field(false, namespace, namespaces, notNamespaces));
  if (remoteIpBlocks || notRemoteIpBlocks) said.push(field(false, REMOTE, remoteIpBlocks, notRemoteIpBlocks));
  if (ipBlocks || notIpBlocks) said.push(field(false, PEER, ipBlocks, notIpBlocks));
  return said;
}

const REMOTE = address('remote-ip');
const PEER = address('source-ip');

export function address(on: 'remote-ip' | 'source-ip' | 'destination-ip'): (value: string) => Formula | undefined {
  return (value) => {
    const cidr = block(value);
    return cidr === undefined ? undefined : atom({ on, cidr });
  };
}
