import { running } from '../shop.ts';

const { root, namespace } = running();
const reviews = namespace.service('reviews', { ports: { http: 9080 }, versions: { v1: {}, v2: {} } });
reviews.route({ name: 'main', to: { v1: 100 } });

export default root;
