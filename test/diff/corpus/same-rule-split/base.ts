import { GET, POST } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
orders.allow({ from: frontend, requests: [GET('/a'), POST('/b')] });

export default root;
