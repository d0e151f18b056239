// What stands in the root namespace holds for the whole mesh.
import { anyone, authenticated, mesh } from 'meshwright';

export const shop = mesh('shop');
const web = shop.namespace('web', { dataPlane: 'sidecar' });
const cart = web.service('cart', { ports: { http: 80 } });

const root = shop.namespace('istio-system', { dataPlane: 'sidecar', mtls: 'permissive', existing: true });
root.service('cart', { ports: { http: 80 }, mtls: 'strict' }).allow({ from: authenticated });
root.deny({ from: anyone });
cart.allow({ from: authenticated });
