import { GET, mesh, serviceAccount, spiffe } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 } });
cart.allow({ from: serviceAccount('app/crat'), requests: GET('/a') });
cart.allow({ from: spiffe('spiffe://cluster.local/ns/ap/sa/cart'), requests: GET('/b') });
cart.allow({ from: serviceAccount('monitoring/prometheus'), requests: GET('/c') });
shop.namespace('empty', { dataPlane: 'sidecar' });
cart.deny({ from: [serviceAccount('app/cart'), serviceAccount('empty/jobs')], except: serviceAccount('app/kart') });
