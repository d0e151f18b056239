import { running } from '../shop.ts';

const { root, frontend, orders } = running();
orders.allow({ from: frontend, requests: { notMethods: ['DELETE', 'PUT'], paths: ['/x'] } });

export default root;
