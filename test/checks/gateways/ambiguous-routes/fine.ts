import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 } });
const blog = app.service('blog', { ports: { http: 8080 } });

const one = shop.gateway('one', { namespace: app, listeners: { http: { port: 80, hosts: ['a.example.com'] } } });
one.route(cart, { name: 'cart', paths: ['/x'] });

// meshwright-ignore-next-line MW2020: two teams share the proxy
const two = shop.gateway('two', { namespace: app, listeners: { http: { port: 80, hosts: ['a.example.com'] } } });
two.route(blog, { name: 'blog', paths: ['/blog'] });
two.route(cart, { name: 'the-same-place', paths: ['/x'] });
