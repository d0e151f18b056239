import { header, path } from 'meshwright';
import { running } from '../shop.ts';

const { root, namespace } = running();
const reviews = namespace.service('reviews', { ports: { http: 9080 }, versions: { v1: {}, v2: {} } });
reviews.route({ name: 'beta', match: { headers: { 'x-beta': header.present } }, to: { v2: 100 } });
reviews.route({ name: 'a', match: { path: path.prefix('/a') }, to: { v1: 100 } });

export default root;
