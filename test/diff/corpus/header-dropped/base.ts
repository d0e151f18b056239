import { POST } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
orders.allow({ from: frontend, requests: POST('/x'), when: { headers: { 'x-role': 'admin' } } });

export default root;
