import { GET } from 'meshwright';
import { running } from '../shop.ts';

const { root, namespace, frontend, orders } = running();
const search = namespace.service('search', { ports: { http: 80 } });
frontend.calls(search, GET('/search'));
search.calls(orders, GET('/orders/{*}'));

export default root;
