import { GET } from 'meshwright';
import { shop } from '../shop.ts';

const { root, frontend, orders } = shop();
frontend.calls(orders, GET('/orders/{*}'));

export default root;
