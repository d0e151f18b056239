import { running } from '../shop.ts';

const { root, orders } = running();
orders.traffic({ tls: { mode: 'disabled' } });

export default root;
