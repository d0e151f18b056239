import { GET } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend } = running();
const find = root.namespace('find', { dataPlane: 'sidecar' });
const search = find.service('search', { ports: { http: 80 } });
frontend.calls(search, GET('/search'));

export default root;
