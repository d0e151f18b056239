import { anyone, GET } from 'meshwright';
import { running } from '../shop.ts';

const { root, namespace } = running();
const legacy = namespace.service('legacy', { ports: { http: 80 } });
legacy.allow({ from: anyone, requests: GET('/x') });

export default root;
