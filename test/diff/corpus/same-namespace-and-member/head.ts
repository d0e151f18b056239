import { GET } from 'meshwright';
import { running } from '../shop.ts';

const { root, namespace, orders } = running();
orders.allow({ from: namespace, requests: GET('/a') });

export default root;
