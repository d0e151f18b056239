import { GET } from 'meshwright';
import { running } from '../shop.ts';

const { root, namespace, frontend } = running();
const search = namespace.service('search', { ports: { http: 80 } });
frontend.calls(search, GET('/search'));

export default root;
