import { GET, mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const web = app.service('web', { ports: { http: 8080 } });
const edge = shop.gateway('edge', { namespace: app, listeners: { http: { port: 80, hosts: ['a.example.com'] } } });
edge.route(web, { paths: ['/'] });

edge.deny({ from: web, requests: GET('/admin') });
