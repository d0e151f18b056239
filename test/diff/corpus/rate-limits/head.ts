import { POST } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
orders.rateLimit({ name: 'writes', limit: 20, per: '1m', burst: 5, by: 'caller', requests: POST('/orders') });
orders.rateLimit({ name: 'same', limit: 5, per: '1s', from: frontend });
orders.rateLimit({ name: 'tenants', global: 'limits', by: ['remote-address', { header: 'X-Tenant' }], dryRun: true });
orders.route({ name: 'own', rateLimit: { limit: 10, per: '1s', status: 503, headers: true } });

export default root;
