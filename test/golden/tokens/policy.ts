// Tokens are validated where rules ask for them, and only those of the issuers that are asked for.
import { anyone, authenticated, mesh, requestPrincipal } from 'meshwright';

export const shop = mesh('shop');
const web = shop.namespace('web', { dataPlane: 'sidecar' });
const accounts = shop.issuer('accounts', {
  issuer: 'https://accounts.example.com',
  jwksUri: 'https://accounts.example.com/jwks.json',
  audiences: ['shop'],
  fromHeaders: [{ name: 'x-token', prefix: 'Bearer ' }],
  forwardToken: true,
});
const robots = shop.issuer('robots', { issuer: 'robots', jwks: '{"keys":[]}' });

const cart = web.service('cart', { ports: { http: 80 } });
const other = web.service('other', { ports: { http: 80 } });
const third = web.service('third', { ports: { http: 80 } });

cart.allow({ from: requestPrincipal(accounts, { subject: 'alice' }) });
// A token need not have a subject, and a subject may hold a slash: then the claims are asked for.
cart.allow({ from: requestPrincipal(accounts, { audiences: ['shop'], presenter: 'web' }) });
cart.allow({
  from: requestPrincipal(accounts, { subject: 'team/bob', claims: { 'realm.groups': ['ops', { prefix: 'sre-' }] } }),
});
other.allow({ from: authenticated, when: { claims: { role: 'reader' } } });
other.deny({ from: requestPrincipal(robots) });
third.allow({ from: authenticated, except: requestPrincipal(robots) });
third.deny({ from: anyone, when: { claims: { role: 'guest' } }, requests: { methods: ['DELETE'] } });
