import { allOf, GET, ipBlock } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
orders.allow({ from: allOf(frontend, ipBlock('10.0.0.0/8')), requests: GET('/x') });

export default root;
