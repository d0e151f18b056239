import { DELETE, target } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
if (target.environment === 'dev') frontend.calls(orders, DELETE('/orders/{*}'));

export default root;
