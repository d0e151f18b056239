import { DELETE } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
frontend.calls(orders, DELETE('/orders/{*}'));

export default root;
