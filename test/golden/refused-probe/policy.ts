import { mesh } from 'meshwright';

export const shop = mesh('shop');
const web = shop.namespace('web', { dataPlane: 'sidecar' });
web.service('cart', {
  ports: { http: 80 },
  versions: { v1: { image: 'example.com/cart:1', probes: { liveness: { grpc: 80, period: '1500ms' } } } },
});
