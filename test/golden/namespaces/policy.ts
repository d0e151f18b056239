// Injection by label, by revision, or not at all; what exists already is not made.
import { mesh } from 'meshwright';

export const shop = mesh('shop');
shop.namespace('labelled', { dataPlane: 'sidecar', labels: { team: 'a' } });
const pinned = shop.namespace('pinned', { dataPlane: { sidecar: { revision: '1-31' } } });
const outside = shop.namespace('outside', { dataPlane: 'none' });
shop.namespace('existing', { dataPlane: 'sidecar', existing: true });

pinned.service('in', { ports: { http: 80 }, serviceAccount: { name: 'made-elsewhere', existing: true } });
// Nothing enforces anything here, so nothing is emitted to be enforced.
outside.service('out', { ports: { http: 80 } });
