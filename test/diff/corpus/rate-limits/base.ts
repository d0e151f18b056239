import { POST } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
orders.rateLimit({ name: 'writes', limit: 100, per: '1m', requests: POST('/orders') });
orders.rateLimit({ name: 'same', limit: 5, per: '1s', from: frontend });
frontend.rateLimit({ name: 'old', limit: 1, per: '1s' });

export default root;
