import { authenticated, mesh, requestPrincipal } from 'meshwright';

export const shop = mesh('shop');
const web = shop.namespace('web', { dataPlane: 'sidecar' });
const cart = web.service('cart', { ports: { http: 80 } });

const robots = shop.issuer('robots', { issuer: 'robots', jwks: '{"keys":[]}' });
const mixed = web.service('mixed', { ports: { http: 80, tcp: { port: 5432, protocol: 'tcp' } } });

cart.allow({ from: authenticated, except: requestPrincipal(robots, { claims: { role: 'bot' } }) });
mixed.allow({ from: authenticated, except: requestPrincipal(robots) });
