import { DELETE, PUT, target } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
if (target.environment === 'dev') frontend.calls(orders, DELETE('/orders/{*}'), PUT('/orders/{*}'));
else frontend.calls(orders, PUT('/orders/{*}'));

export default root;
