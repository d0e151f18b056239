import { running } from '../shop.ts';

const { root, frontend, orders } = running();
orders.allow({ from: frontend, requests: { methods: ['GET'], paths: ['/x'] } });

export default root;
