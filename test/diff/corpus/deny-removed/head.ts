import { DELETE } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
frontend.calls(orders, DELETE('/{**}'));

export default root;
