// The examples as they are put on stage: their pods, and those that try what is not theirs.
import { podAddress } from '../../lab/network.ts';
import type { PodSpec } from '../../lab/pods.ts';
import { extra } from '../language/extras.ts';
import { newIssuer } from '../language/tokens.ts';

export interface Example {
  readonly name: string;
  readonly policies: string;
  readonly files: Readonly<Record<string, string>>;
  /** In the order of their addresses, after the gateway. */
  readonly extras: readonly PodSpec[];
  readonly issuers: Readonly<Record<string, ReturnType<typeof newIssuer>>>;
  /** Requests for each place, at the most. */
  readonly each: number;
  readonly least: number;
  /** Requests that the sets choose, at the least. */
  readonly leastMarginal: number;
}

const as = (namespace: string, ...accounts: readonly string[]): readonly PodSpec[] =>
  accounts.map((account) => extra(`as-${account}`, namespace, account));

const GATEWAY = { ...extra('as-gateway', 'istio-system', 'istio-ingressgateway-service-account') };
const stranger = extra('stranger', 'elsewhere', 'orders');

const login = newIssuer('https://login.example.com');
const staff = newIssuer('https://staff.example.com');

const outside = ['outsider', 'bench', 'banned'].map((name) => extra(name, 'outside', 'default', 'none'));
const shopExtras = [
  ...outside,
  ...as('storefront', 'api', 'web'),
  ...as('checkout', 'orders', 'cart', 'hooks'),
  ...as('platform', 'accounts', 'mailer'),
  GATEWAY,
  stranger,
];
/** The gateway's pod is the first. */
const addressOf = (name: string) => podAddress(1 + shopExtras.findIndex((one) => one.name === name));

const site = `
export const customerKeys = ${JSON.stringify(login.jwks)};
export const staffKeys = ${JSON.stringify(staff.jwks)};
export const carriers = { all: '10.55.0.0/16', testBench: '${addressOf('bench')}' } as const;
export const banned = '${addressOf('banned')}';
`;

export const EXAMPLES: readonly Example[] = [
  {
    name: 'bookinfo',
    policies: 'policies',
    files: {},
    extras: [outside[0]!, ...as('bookinfo', 'details', 'ratings', 'reviews', 'productpage'), GATEWAY, stranger],
    issuers: {},
    each: 16,
    least: 48,
    leastMarginal: 40,
  },
  {
    name: 'shop',
    policies: 'examples/shop/policies',
    files: { 'site.ts': site },
    extras: shopExtras,
    issuers: { 'https://login.example.com': login, 'https://staff.example.com': staff },
    each: 28,
    least: 152,
    leastMarginal: 200,
  },
];
