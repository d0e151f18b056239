// The twelve services of the shop.
import { checkout, platform, storefront } from './mesh.ts';

const image = (name: string, version = '1.0') => `registry.example.com/shop/${name}:${version}`;
const only = (name: string) => ({ v1: { image: image(name) } });

export const web = storefront.service('web', { ports: { http: 8080 }, versions: only('web') });
export const api = storefront.service('api', {
  ports: { http: { port: 80, targetPort: 8080 } },
  versions: only('api'),
});
export const catalog = storefront.service('catalog', {
  ports: { http: 8080 },
  versions: { v1: { image: image('catalog', '1.7') }, v2: { image: image('catalog', '2.0') } },
});

export const cart = checkout.service('cart', { ports: { http: 8080 }, versions: only('cart') });
export const orders = checkout.service('orders', { ports: { http: 8080 }, versions: only('orders') });
export const payments = checkout.service('payments', {
  ports: { http: 8080, 'http-admin': 9901 },
  versions: only('payments'),
});
export const shipping = checkout.service('shipping', { ports: { http: 8080 }, versions: only('shipping') });
/** The carriers' appliance has no sidecar, and so no identity; who may call is told by address, in access.ts. */
export const hooks = checkout.service('hooks', { ports: { http: 8080 }, mtls: 'permissive', versions: only('hooks') });

export const accounts = platform.service('accounts', { ports: { http: 8080 }, versions: only('accounts') });
export const inventory = platform.service('inventory', { ports: { http: 8080 }, versions: only('inventory') });
export const mailer = platform.service('mailer', { ports: { grpc: 50051 }, versions: only('mailer') });
export const sessions = platform.service('sessions', { ports: { 'tcp-redis': 6379 }, versions: only('sessions') });
