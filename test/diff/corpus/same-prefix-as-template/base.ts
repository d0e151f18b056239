import { path } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
orders.allow({ from: frontend, requests: { paths: [path.prefix('/v1')] } });

export default root;
