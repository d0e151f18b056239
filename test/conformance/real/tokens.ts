// Tokens at the edge of the shop and behind it: whose, for whom, until when, and saying what.
import type { Ask } from '../../lab/programs/protocol.ts';
import { newIssuer } from '../language/tokens.ts';
import type { Verdict } from '../verdict.ts';
import type { Example } from './examples.ts';

export interface TokenCase {
  readonly why: string;
  readonly from: string;
  readonly ask: Ask;
  readonly verdicts: readonly Verdict[];
}

const connect = { host: 'istio-ingressgateway.istio-system', port: 443 };
const PAST = 1_700_000_000;

/** Nothing where there are no issuers. */
export const tokenCases = ({ issuers }: Example): readonly TokenCase[] => {
  const [login, staff] = [issuers['https://login.example.com'], issuers['https://staff.example.com']];
  if (login === undefined || staff === undefined) return [];
  const forged = newIssuer('https://staff.example.com');
  const unknown = newIssuer('https://nobody.example.com');
  const office = (why: string, headers: Ask['headers'], ...verdicts: Verdict[]): TokenCase => ({
    why: `the office, ${why}`,
    from: 'outsider',
    ask: { url: 'https://office.example.com/orders/1', ...(headers && { headers }), connect },
    verdicts,
  });
  const order = (why: string, headers: Ask['headers'], ...verdicts: Verdict[]): TokenCase => ({
    why: `an order, ${why}`,
    from: 'as-api',
    ask: { url: 'http://orders.checkout:8080/orders', method: 'POST', ...(headers && { headers }) },
    verdicts,
  });
  const write = (why: string, headers: Ask['headers'], ...verdicts: Verdict[]): TokenCase => ({
    why: `writing, ${why}`,
    from: 'outsider',
    ask: { url: 'https://shop.example.com/api/carts', method: 'POST', ...(headers && { headers }), connect },
    verdicts,
  });
  const good = { aud: 'shop', groups: 'customers' };
  return [
    office('staff', staff.bearer({ sub: 'ada' }), 'answered'),
    office('nobody', undefined, 'forbidden'),
    office('staff of yesterday', staff.bearer({ exp: PAST }), 'status 401'),
    office('a forger', forged.bearer({}), 'status 401'),
    office('of an issuer that nobody knows', unknown.bearer({}), 'status 401'),
    office('a customer', login.bearer(good), 'forbidden'),
    write('a customer', login.bearer(good), 'answered'),
    write('a customer among other audiences', login.bearer({ aud: ['other', 'shop'] }), 'answered'),
    write('an audience as a URL', login.bearer({ aud: 'https://shop/' }), 'answered'),
    write('nobody', undefined, 'forbidden'),
    write('a customer of yesterday', login.bearer({ aud: 'shop', exp: PAST }), 'status 401'),
    write('a customer of others', login.bearer({ aud: 'other' }), 'forbidden', 'status 401'),
    write('a customer of nobody', login.bearer({}), 'forbidden', 'status 401'),
    write('staff', staff.bearer({}), 'forbidden'),
    order('a customer', login.bearer(good), 'answered'),
    order('staff among others', login.bearer({ aud: 'shop', groups: ['other', 'staff'] }), 'answered'),
    order('no customer', login.bearer({ aud: 'shop', groups: ['customer'] }), 'forbidden'),
    order('no group', login.bearer({ aud: 'shop' }), 'forbidden'),
    order('nobody', undefined, 'forbidden'),
    order('a customer of yesterday', login.bearer({ ...good, exp: PAST }), 'status 401'),
    order('a customer while nothing is written', { ...login.bearer(good), 'x-read-only': 'true' }, 'forbidden'),
    order('a customer while something is', { ...login.bearer(good), 'x-read-only': 'TRUE' }, 'answered'),
  ];
};
