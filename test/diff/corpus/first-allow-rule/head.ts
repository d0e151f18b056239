import { GET } from 'meshwright';
import { shop } from '../shop.ts';

const { root, frontend, orders } = shop({ authorization: 'allow-by-default' });
orders.allow({ from: frontend, requests: GET('/orders/{*}') });

export default root;
