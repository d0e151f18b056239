import { DELETE } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
orders.deny({ from: frontend, requests: DELETE('/{**}') });

export default root;
