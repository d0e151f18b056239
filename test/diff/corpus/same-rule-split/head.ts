import { GET, POST } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
orders.allow({ from: frontend, requests: GET('/a') });
orders.allow({ from: frontend, requests: POST('/b') });

export default root;
