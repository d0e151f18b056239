import { allOf, GET, remoteIpBlock } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
orders.allow({ from: allOf(frontend, remoteIpBlock('192.0.2.0/24')), requests: GET('/x') });

export default root;
