import { GET, HEAD } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
orders.allow({ from: frontend, requests: [GET('/a'), HEAD('/a')] });

export default root;
