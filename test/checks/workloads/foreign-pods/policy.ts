import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
app.service('cart', { ports: { http: 8080 }, versions: { v1: { image: 'cart:1', labels: { tier: 'web' } } } });
app.service('web', { ports: { http: 8080 }, selector: { tier: 'web' } });

app.service('jobs', { ports: { http: 8080 }, versions: { v1: { image: 'jobs:1' } } });
app.service('jobs-admin', { ports: { http: 9090 }, selector: { app: 'jobs' } });
