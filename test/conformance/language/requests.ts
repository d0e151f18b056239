// What is asked of the mesh that says everything, and what must come of it.
import type { Ask } from '../../lab/programs/protocol.ts';
import type { Seen } from '../seen.ts';
import type { Issuer } from './tokens.ts';

export interface Case {
  readonly why: string;
  readonly from: string;
  readonly ask: Ask;
  readonly expected: Partial<Seen>;
}

type Extra = Omit<Ask, 'url'>;

const FULL: Partial<Seen> = { verdict: 'answered' };
const NO: Partial<Seen> = { verdict: 'forbidden' };
const CUT: Partial<Seen> = { verdict: 'cut' };

/** `GET http://…` or `http://…`. */
const the = (why: string, from: string, what: string, expected: Partial<Seen>, extra: Extra = {}): Case => {
  const [url = '', method = 'GET'] = what.split(' ').reverse();
  return { why, from, ask: { url, method, ...extra }, expected };
};

const headers = (values: Record<string, string>): Extra => ({ headers: values });

export const callers: readonly Case[] = [
  the('a call', 'web-v1', 'http://api.back/items/2', { ...FULL, app: 'api-v1', port: 8080 }),
  the('another method of it', 'web-v1', 'POST http://api.back/items', FULL),
  the('a method of the other path', 'as-web', 'POST http://api.back/items/2', NO),
  the('somebody else', 'as-jobs', 'http://api.back/items/2', NO),
  the('a namespace', 'as-jobs', 'http://api.back:81/admin/a/b', { ...FULL, port: 9901 }),
  the('whoever is in a namespace', 'stranger', 'http://api.back:81/admin/', FULL),
  the('not on that port', 'as-jobs', 'http://api.back/admin/a/b', NO),
  the('not in that namespace', 'auditor', 'http://api.back:81/admin/a', NO),
  the('a service account', 'auditor', 'http://api.back/audit', FULL),
  the('another service account', 'as-web', 'http://api.back/audit', NO),
  the('near addresses', 'as-web', 'http://net.back:8080/near', FULL),
  the('far addresses', 'as-web', 'http://net.back:8080/far', NO),
  the('anyone with an identity', 'as-jobs', 'http://net.back:8080/others', FULL),
  the('but one', 'as-web', 'http://net.back:8080/others', NO),
  the('a trust domain', 'as-web', 'http://net.back:8080/ours', FULL),
  the('another trust domain', 'as-web', 'http://net.back:8080/theirs', NO),
];

/** Rules of a namespace, beside those of its services. */
export const scopes: readonly Case[] = [
  the('what a namespace allows', 'as-web', 'http://jobs.front/shared', FULL),
  the('what another does not', 'as-web', 'http://net.back:8080/shared', NO),
  the('to whom it does not', 'auditor', 'http://jobs.front/shared', NO),
  the('what a namespace denies', 'as-jobs', 'http://web.front/shared/never', NO),
  the('what is denied to one, though it is allowed to all', 'exile', 'http://net.back:8080/ours', NO),
];

export const requests: readonly Case[] = [
  the('a denied path', 'as-web', 'http://api.back/items/secret', NO),
  the('a denied header', 'as-web', 'http://api.back/items/2', NO, headers({ 'x-debug': '' })),
  the('allowed by a dry run', 'as-web', 'http://api.back/dry', NO),
  the('denied by a dry run', 'as-web', 'http://api.back/items/1', FULL),
  the('a host', 'as-web', 'http://net.back.svc.cluster.local:8080/host', FULL),
  the(
    'a host in capitals',
    'as-web',
    'http://net.back.svc.cluster.local:8080/host',
    FULL,
    headers({ host: 'NET.back.svc.cluster.local:8080' }),
  ),
  the('another host', 'as-web', 'http://net.back:8080/host', NO),
  the('none of these methods', 'as-web', 'http://net.back:8080/not-post', FULL),
  the('one of these methods', 'as-web', 'POST http://net.back:8080/not-post', NO),
  the('none of these paths', 'as-web', 'PUT http://net.back:8080/nothing', FULL),
  the('one of these paths', 'as-web', 'PUT http://net.back:8080/not', NO),
  the('below one of these paths', 'as-web', 'PUT http://net.back:8080/not/here', NO),
  the('a path with such an end', 'as-web', 'PUT http://net.back:8080/a.html', NO),
  the('not such a header', 'as-web', 'PATCH http://net.back:8080/a', FULL, headers({ 'x-kind': 'good' })),
  the('no header at all', 'as-web', 'PATCH http://net.back:8080/a', FULL),
  the('such a header', 'as-web', 'PATCH http://net.back:8080/a', NO, headers({ 'x-kind': 'bad' })),
  the('a condition that holds', 'as-web', 'DELETE http://net.back:8080/a', FULL, headers({ 'x-really': 'yes' })),
  the('a condition that does not', 'as-web', 'DELETE http://net.back:8080/a', NO, headers({ 'x-really': 'no' })),
  the('a condition that is not met', 'as-web', 'DELETE http://net.back:8080/a', NO),
];

export const transports: readonly Case[] = [
  the('bytes', 'web-v1', 'http://cache.back:6379/', { ...FULL, app: 'cache-v1' }),
  the('bytes of somebody else', 'as-jobs', 'http://cache.back:6379/', CUT),
  the('plaintext bytes', 'outsider', 'http://cache.back:6379/', CUT),
  the('to a namespace outside the mesh', 'as-web', 'http://old.legacy:8080/', { ...FULL, app: 'old-v1' }),
  the('a port that takes plaintext', 'outsider', 'http://status.back:9090/healthz', FULL),
  the('another path of it', 'outsider', 'http://status.back:9090/', NO),
  the('a port that does not', 'outsider', 'http://status.back:8080/healthz', CUT),
  the('the same with an identity', 'as-web', 'http://status.back:8080/healthz', FULL),
];

const routed = (path: string): string => `http://routed.back:8080${path}`;

export const routes: readonly Case[] = [
  the('a redirect', 'web-v1', routed('/moved'), { status: 302, location: 'http://routed.back:8080/new' }),
  the('a fixed answer', 'web-v1', routed('/teapot'), { status: 418, body: 'short' }),
  the('an abort', 'web-v1', routed('/broken'), { status: 507 }),
  the('a rewrite', 'web-v1', routed('/old/7?a=b'), { app: 'routed-v2', url: '/items/7?a=b' }),
  the('a rewrite of all', 'web-v1', routed('/old'), { app: 'routed-v2', url: '/items' }),
  the('a prefix goes by segment', 'web-v1', routed('/olden'), { app: 'routed-v1', url: '/olden' }),
  the('a query', 'web-v1', routed('/x?beta=yes'), { app: 'routed-v2' }),
  the('another query', 'web-v1', routed('/x?beta=no'), { app: 'routed-v1' }),
  the('a method', 'web-v1', `DELETE ${routed('/x')}`, { app: 'routed-v2' }),
  the('an expression', 'web-v1', routed('/r/42'), { app: 'routed-v2' }),
  the('an expression is of the whole path', 'web-v1', routed('/r/42/x'), { app: 'routed-v1' }),
  the('an expression is of the path only', 'web-v1', routed('/r/42?q'), { app: 'routed-v2' }),
  the('a template', 'web-v1', routed('/t/a/end'), { app: 'routed-v2' }),
  the('a template has one segment there', 'web-v1', routed('/t/a/b/end'), { app: 'routed-v1' }),
  the('a template has a segment there', 'web-v1', routed('/t//end'), { app: 'routed-v1' }),
  the('a header that is absent', 'web-v1', routed('/mark/a'), { app: 'routed-v2' }),
  the('a header that is not', 'web-v1', routed('/mark/a'), { app: 'routed-v1' }, headers({ 'x-mark': '' })),
  the(
    'headers changed',
    'web-v1',
    routed('/changed'),
    { verdict: 'answered', set: 'by-route', gone: undefined, answered: 'yes' },
    headers({ 'x-gone': '1' }),
  ),
  the('another service', 'web-v1', routed('/items/5'), { app: 'api-v1', url: '/items/5' }, headers({ 'x-to': 'api' })),
  the('a delay', 'web-v1', routed('/slow'), { verdict: 'answered', slow: true }),
  the(
    'an origin',
    'web-v1',
    routed('/cors'),
    { verdict: 'answered', origin: 'https://a.example.com' },
    headers({ origin: 'https://a.example.com' }),
  ),
  the('another origin', 'web-v1', routed('/cors'), { origin: undefined }, headers({ origin: 'https://b.example.org' })),
  the('the rest', 'web-v1', routed('/'), { app: 'routed-v1', slow: false }),
];

const gateway = (port: 80 | 443): Extra => ({ connect: { host: 'istio-ingressgateway.istio-system', port } });
const TLS = gateway(443);
const PLAIN = gateway(80);

export const ingress: readonly Case[] = [
  the(
    'a rewritten path',
    'outsider',
    'https://shop.example.com/goods/3',
    { ...FULL, app: 'api-v1', url: '/items/3' },
    TLS,
  ),
  the('denied behind the gateway', 'outsider', 'https://shop.example.com/goods/secret', NO, TLS),
  the(
    'a redirect',
    'outsider',
    'https://shop.example.com/',
    { status: 302, location: 'https://shop.example.com/goods/1' },
    TLS,
  ),
  the('a fixed answer', 'outsider', 'https://shop.example.com/robots.txt', { status: 200, body: 'none' }, TLS),
  the('any subdomain', 'outsider', 'https://a.tenants.example.com/', { ...FULL, app: 'web-v1' }, TLS),
  the('a template', 'outsider', 'https://b.tenants.example.com/t/x', { ...FULL, app: 'web-v1' }, TLS),
  the(
    'plain HTTP where it is offered',
    'outsider',
    'http://plain.example.com/jobs/1',
    { ...FULL, app: 'jobs-v1' },
    PLAIN,
  ),
  the('no TLS where it is not', 'outsider', 'https://plain.example.com/jobs/1', CUT, TLS),
  the('TLS passed through', 'outsider', 'https://sealed.example.com/', { ...FULL, app: 'vault-v1' }, TLS),
  the('past the gateway', 'outsider', 'http://jobs.front/jobs/1', CUT),
  the('past the gateway to what speaks TLS', 'outsider', 'https://vault.back:8443/', CUT),
];

/** What the gateway refuses may also be what it does not route. */
export const notServed: readonly Case[] = [
  the('another method', 'outsider', 'POST https://shop.example.com/goods/3', {}, TLS),
  the('an unrouted path', 'outsider', 'https://shop.example.com/items/3', {}, TLS),
  the('denied at the gateway', 'outsider', 'https://shop.example.com/goods/hidden', {}, TLS),
  the('two segments for one', 'outsider', 'https://b.tenants.example.com/t/x/y', {}, TLS),
  the(
    'a host by authority only',
    'outsider',
    'https://shop.example.com/goods/3',
    {},
    { ...TLS, headers: { host: 'plain.example.com' } },
  ),
  the('a path beside a prefix', 'outsider', 'http://plain.example.com/jobsearch', {}, PLAIN),
  the('a host of another listener', 'outsider', 'http://shop.example.com/goods/3', {}, PLAIN),
];

const TICKETS = 'http://tickets.back:8080';

export const tokens = (issuer: Issuer, forger: Issuer): readonly Case[] => [
  the('a prefix', 'as-jobs', `${TICKETS}/internal/a/b`, FULL),
  the('no token', 'stranger', `${TICKETS}/tickets/1`, NO),
  the('a claim', 'stranger', `${TICKETS}/tickets/1`, FULL, { headers: issuer.bearer({ sub: 'a', groups: 'support' }) }),
  the('a claim in a list', 'stranger', `${TICKETS}/tickets/1`, FULL, {
    headers: issuer.bearer({ sub: 'a', groups: ['dev', 'support'] }),
  }),
  the('another claim', 'stranger', `${TICKETS}/tickets/1`, NO, { headers: issuer.bearer({ sub: 'a', groups: 'dev' }) }),
  the(
    'a forged token',
    'stranger',
    `${TICKETS}/tickets/1`,
    { status: 401 },
    { headers: forger.bearer({ sub: 'a', groups: 'support' }) },
  ),
  the(
    'an expired token',
    'stranger',
    `${TICKETS}/tickets/1`,
    { status: 401 },
    { headers: issuer.bearer({ sub: 'a', groups: 'support', exp: 1 }) },
  ),
  the('a nested claim', 'stranger', `${TICKETS}/realm`, FULL, {
    headers: issuer.bearer({ sub: 'a', realm: { role: 'admin' } }),
  }),
  the('another nested claim', 'stranger', `${TICKETS}/realm`, NO, {
    headers: issuer.bearer({ sub: 'a', realm: { role: 'user' } }),
  }),
  the('an audience', 'stranger', `${TICKETS}/audience`, FULL, { headers: issuer.bearer({ sub: 'a', aud: 'shop' }) }),
  the('one of its audiences', 'stranger', `${TICKETS}/audience`, FULL, {
    headers: issuer.bearer({ sub: 'a', aud: ['x', 'shop'] }),
  }),
  the('another audience', 'stranger', `${TICKETS}/audience`, NO, { headers: issuer.bearer({ sub: 'a', aud: 'x' }) }),
  the('service and subject', 'as-web', `${TICKETS}/orders`, FULL, { headers: issuer.bearer({ sub: 'alice' }) }),
  the('another service', 'as-jobs', `${TICKETS}/orders`, NO, { headers: issuer.bearer({ sub: 'alice' }) }),
  the('another subject', 'as-web', `${TICKETS}/orders`, NO, { headers: issuer.bearer({ sub: 'bob' }) }),
  the('the service alone', 'as-web', `${TICKETS}/orders`, NO),
];
