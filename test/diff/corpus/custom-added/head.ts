import { anyone, GET } from 'meshwright';
import { running } from '../shop.ts';

const { root, orders } = running();
orders.custom({ provider: 'opa', from: anyone, requests: GET('/orders/{*}') });

export default root;
