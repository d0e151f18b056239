// One policy for each effect, authorizer and name; a dry run decides nothing.
import { anyone, authenticated, GET, mesh } from 'meshwright';

export const shop = mesh('shop');
const web = shop.namespace('web', { dataPlane: 'sidecar' });
const cart = web.service('cart', { ports: { http: 80 } });

cart.allow({ from: authenticated, requests: GET('/a') });
cart.allow({ from: authenticated, requests: GET('/b'), name: 'for-b' });
cart.allow({ from: authenticated, dryRun: true });
cart.deny({ from: anyone, requests: GET('/c'), dryRun: true });
cart.audit({ from: anyone, requests: GET('/a') });
cart.custom({ from: anyone, requests: GET('/a'), provider: 'opa.ext_authz' });
web.allow({ from: authenticated, requests: GET('/healthz') });
shop.allow({ from: authenticated, requests: GET('/readyz') });
