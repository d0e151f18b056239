import { running } from '../shop.ts';

const { root, namespace } = running();
namespace.service('search', { ports: { http: 80 } });

export default root;
