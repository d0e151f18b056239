import { running } from '../shop.ts';

const { root, namespace } = running();
namespace.service('search', { ports: { http: 80 }, mtls: 'strict' });

export default root;
