import { GET } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
frontend.calls(orders, GET('/orders'));

export default root;
