import { GET, POST } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
frontend.calls(orders, POST('/b'));
frontend.calls(orders, GET('/a'));

export default root;
