import { anyone, DELETE } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
frontend.calls(orders, DELETE('/{**}'));
orders.deny({ from: anyone, requests: DELETE('/orders/{*}') });

export default root;
