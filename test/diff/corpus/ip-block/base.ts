import { GET, ipBlock } from 'meshwright';
import { running } from '../shop.ts';

const { root, orders } = running();
orders.allow({ from: ipBlock('10.0.0.0/16'), requests: GET('/x') });

export default root;
