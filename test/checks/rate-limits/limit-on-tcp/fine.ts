import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const both = app.service('both', { ports: { http: 8080, 'tcp-admin': 7000 } });
both.rateLimit({ limit: 100, per: '1m' });
both.rateLimit({ limit: 100, per: '1m', requests: { notPorts: ['tcp-admin'] } });
