import { anyone, authenticated, GET, mesh } from 'meshwright';

export const shop = mesh('shop');
const web = shop.namespace('web', { dataPlane: 'sidecar' });
const cart = web.service('cart', { ports: { http: 80 } });

cart.custom({ from: authenticated, provider: 'opa' });
cart.custom({ from: anyone, requests: GET('/a'), provider: 'other' });
web.custom({ from: anyone, requests: GET('/b'), provider: 'opa', dryRun: true });
cart.audit({ from: anyone, dryRun: true });
