import { authenticated, GET } from 'meshwright';
import { running } from '../shop.ts';

const { root, orders } = running();
orders.allow({ from: authenticated, requests: GET('/healthz') });

export default root;
