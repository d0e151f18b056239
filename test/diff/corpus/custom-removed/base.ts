import { anyone } from 'meshwright';
import { running } from '../shop.ts';

const { root, orders } = running();
orders.custom({ provider: 'opa', from: anyone });

export default root;
