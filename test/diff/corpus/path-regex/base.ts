import { path } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
orders.allow({ from: frontend, requests: { methods: ['GET'], paths: [path.regex('/v[12]/.*')] } });

export default root;
