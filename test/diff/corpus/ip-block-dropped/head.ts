import { GET } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
orders.allow({ from: frontend, requests: GET('/x') });

export default root;
