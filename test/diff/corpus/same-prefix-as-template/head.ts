import { running } from '../shop.ts';

const { root, frontend, orders } = running();
orders.allow({ from: frontend, requests: { paths: ['/v1', '/v1/{**}'] } });

export default root;
