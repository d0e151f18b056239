import { POST } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
frontend.calls(orders, POST('/orders'));

export default root;
