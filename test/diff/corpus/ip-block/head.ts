import { GET, ipBlock } from 'meshwright';
import { running } from '../shop.ts';

const { root, orders } = running();
orders.allow({ from: ipBlock('10.0.0.0/8'), requests: GET('/x') });

export default root;
