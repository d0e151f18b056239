import { running } from '../shop.ts';

const { root, namespace } = running();
const reviews = namespace.service('reviews', { ports: { http: 80 }, versions: { v1: {}, v2: {} } });
reviews.route({ name: 'beta', match: [{ path: '/a' }, { path: '/b' }], to: { v2: 100 } });
reviews.route({ name: 'rest', to: { v1: 100 } });

export default root;
