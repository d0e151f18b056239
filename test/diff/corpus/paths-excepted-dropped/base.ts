import { path } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
orders.allow({ from: frontend, requests: { paths: [path.prefix('/')], notPaths: [path.prefix('/admin')] } });

export default root;
