import { running } from '../shop.ts';

const { root, namespace } = running();
namespace.service('reviews', { ports: { http: 80 }, versions: { v1: {} } });

export default root;
