import { path } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
orders.allow({ from: frontend, requests: { methods: ['GET'], paths: [path.suffix('.css')] } });

export default root;
