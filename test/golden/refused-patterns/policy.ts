// What Istio would read as a pattern, or cannot match.
import { authenticated, header, mesh, path, requestPrincipal } from 'meshwright';

export const shop = mesh('shop');
const web = shop.namespace('web', { dataPlane: 'sidecar' });
const cart = web.service('cart', { ports: { http: 80 } });

const odd = shop.issuer('odd', { issuer: '*', jwks: '{"keys":[]}' });

cart.allow({ from: authenticated, requests: { headers: { 'x-a': '*' } } });
cart.allow({ from: requestPrincipal(odd) });
cart.allow({ from: authenticated, when: { claims: { 'a[b]': 'c' } } });
cart.allow({ from: authenticated, requests: { headers: { 'x-a': header.regex('a|b'), 'x-b': header.exact('') } } });
cart.allow({ from: authenticated, requests: { paths: [path.regex('/a|/b')] } });
