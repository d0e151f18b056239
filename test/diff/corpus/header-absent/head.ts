import { header } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
orders.allow({ from: frontend, requests: { methods: ['POST'], paths: ['/x'], headers: { 'x-debug': header.absent } } });

export default root;
