import { running } from '../shop.ts';

const { root, frontend, orders } = running();
orders.allow({ from: frontend, requests: { hosts: ['a.example.com'] } });

export default root;
