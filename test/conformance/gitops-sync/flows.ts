// Who asks whom for what while the story goes on.
import type { Ask } from '../../lab/programs/protocol.ts';
import type { Issuer } from '../language/tokens.ts';
import type { Moment } from './shop.ts';
import type { Flow } from './traffic.ts';

const GATEWAY = { host: 'istio-ingressgateway.istio-system', port: 80 };
const at = (service: string, path: string): string => `http://${service}.shop:8080${path}`;
const through = (host: string, path: string): Ask => ({ url: `http://${host}${path}`, connect: GATEWAY });

const always = () => true;
const never = () => false;
const whileOpen = ({ denyByDefault }: Moment) => !denyByDefault;

export const flowsOf = (login: Issuer): readonly Flow[] => {
  const bearer = login.bearer({ sub: 'ada' });
  const flow = (name: string, from: string, ask: Ask, allowed: Flow['allowed']): Flow => ({ name, from, ask, allowed });
  return [
    flow('web reads an order', 'web-v1', { url: at('orders', '/orders/1') }, always),
    flow('web reads another', 'web-v1', { url: at('orders', '/orders/2') }, ({ reads }) => reads === 'all'),
    flow('staff reads an order', 'web-v1', { url: at('orders', '/orders/1'), headers: { 'x-staff': 'yes' } }, always),
    flow('web orders', 'web-v1', { url: at('orders', '/orders'), method: 'POST' }, ({ webMayOrder }) => webMayOrder),
    flow('web deletes', 'web-v1', { url: at('orders', '/orders/1'), method: 'DELETE' }, never),
    flow('web asks how orders is', 'web-v1', { url: at('orders', '/status') }, always),
    flow('web reads a report with a token', 'web-v1', { url: at('orders', '/report'), headers: bearer }, always),
    flow('web reads a report without', 'web-v1', { url: at('orders', '/report') }, ({ tokens }) => !tokens),
    flow(
      'web reads a report with another',
      'web-v1',
      { url: at('orders', '/report'), headers: { authorization: 'Bearer a.b.c' } },
      ({ tokens }) => !tokens,
    ),
    flow('web reads the catalog', 'web-v1', { url: at('catalog', '/items/1') }, ({ catalog }) => catalog === 'catalog'),
    flow(
      'web reads the products',
      'web-v1',
      { url: at('products', '/items/1') },
      ({ catalog }) => catalog === 'products',
    ),
    flow('a stranger reads an order', 'stranger', { url: at('orders', '/orders/1') }, never),
    flow('a stranger pays', 'stranger', { url: at('payments', '/pay'), method: 'POST' }, never),
    flow('a stranger asks how payments is', 'stranger', { url: at('payments', '/status') }, always),
    flow('a stranger reads the manual', 'stranger', { url: at('manual', '/') }, whileOpen),
    flow('somebody without a proxy pays', 'outsider', { url: at('payments', '/pay'), method: 'POST' }, never),
    flow('somebody without a proxy asks how web is', 'outsider', { url: at('web', '/status') }, never),
    flow('the world sees the shop', 'outsider', through('shop.example.com', '/'), always),
    flow('the world reads an order', 'outsider', through('api.example.com', '/orders/1'), ({ apiHost }) => apiHost),
    flow('the world reads another', 'outsider', through('api.example.com', '/orders/2'), never),
  ];
};
