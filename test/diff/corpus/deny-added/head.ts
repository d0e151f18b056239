import { anyone, GET } from 'meshwright';
import { running } from '../shop.ts';

const { root, orders } = running();
orders.deny({ from: anyone, requests: GET('/orders/secret') });

export default root;
