import { shop } from '../shop.ts';

const { root, namespace } = shop();
const reviews = namespace.service('reviews', { ports: { http: 9080 }, versions: { v1: {}, v3: {} } });
reviews.route({ name: 'canary', to: { v1: 90, v3: 10 }, timeout: '5s' });

export default root;
