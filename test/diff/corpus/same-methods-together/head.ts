import { running } from '../shop.ts';

const { root, frontend, orders } = running();
orders.allow({ from: frontend, requests: { methods: ['HEAD', 'GET'], paths: ['/a'] } });

export default root;
