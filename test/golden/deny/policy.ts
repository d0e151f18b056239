// A denial by request names the ports that carry requests: on others, Istio would deny every connection.
import { allOf, anyone, DELETE, ipBlock, mesh, PUT, path } from 'meshwright';

export const shop = mesh('shop');
const web = shop.namespace('web', { dataPlane: 'sidecar' });

const front = web.service('front', { ports: { http: 80 } });
const cart = web.service('cart', {
  ports: { http: { port: 80, targetPort: 8080 }, tcp: { port: 5432, protocol: 'tcp' } },
});

front.calls(cart);
cart.deny({ from: anyone, requests: DELETE('/{**}') });
cart.deny({ from: front, requests: { ports: ['tcp'] } });
// Paths with brackets slip past: a warning.
cart.deny({ from: front, requests: PUT('/carts/{*}/lines') });
// A service called like a policy of another one has a policy of its own.
web.service('cart-deny', { ports: { http: 80 } }).deny({ from: anyone });

web.deny({ from: anyone, requests: { paths: [path.prefix('/debug')] } });
shop.deny({ from: allOf(ipBlock('10.0.0.0/8'), ipBlock('10.9.0.0/16')), name: 'quarantine' });
