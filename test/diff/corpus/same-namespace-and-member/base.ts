import { GET } from 'meshwright';
import { running } from '../shop.ts';

const { root, namespace, frontend, orders } = running();
orders.allow({ from: namespace, requests: GET('/a') });
orders.allow({ from: frontend, requests: GET('/a') });

export default root;
