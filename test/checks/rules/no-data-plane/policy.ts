import { anyone, GET, mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const bare = shop.namespace('bare', { dataPlane: 'none' });
const legacy = bare.service('legacy', { ports: { http: 8080 } });
const web = app.service('web', { ports: { http: 8080 } });

web.calls(legacy, GET('/x'));
legacy.deny({ from: anyone, requests: GET('/admin') });
bare.audit({ from: anyone, requests: GET('/admin') });

const edge = shop.gateway('edge', { namespace: app, listeners: { http: { port: 80, hosts: ['a.example.com'] } } });
edge.route(legacy, { paths: ['/'] });
