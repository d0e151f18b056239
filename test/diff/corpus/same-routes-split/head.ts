import { running } from '../shop.ts';

const { root, namespace } = running();
const reviews = namespace.service('reviews', { ports: { http: 80 }, versions: { v1: {}, v2: {} } });
reviews.route({ name: 'a', match: { path: '/a' }, to: { v2: 100 } });
reviews.route({ name: 'b', match: { path: '/b' }, to: { v2: 100 } });
reviews.route({ name: 'all', to: { v1: 100 } });

export default root;
