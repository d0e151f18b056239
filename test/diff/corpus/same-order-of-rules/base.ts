import { GET, POST } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
frontend.calls(orders, GET('/a'));
frontend.calls(orders, POST('/b'));

export default root;
