import { GET } from 'meshwright';
import { running } from '../shop.ts';

const { root, namespace, frontend } = running();
const search = namespace.service('search', { ports: { http: { port: 80, targetPort: 8080 } } });
frontend.calls(search, GET('/search'));

export default root;
