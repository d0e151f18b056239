import { GET } from 'meshwright';
import { running } from '../shop.ts';

const { root, namespace, frontend, orders } = running();
const finder = namespace.service('finder', { ports: { http: 80 } });
frontend.calls(finder, GET('/search'));
finder.calls(orders, GET('/orders/{*}'));

export default root;
