import { shop } from '../shop.ts';

const { root, namespace } = shop();
const reviews = namespace.service('reviews', { ports: { http: 9080 }, versions: { v1: {}, v3: {} } });
reviews.route({ name: 'canary', to: { v1: 50, v3: 50 }, timeout: '2s', retries: { attempts: 2 } });

export default root;
