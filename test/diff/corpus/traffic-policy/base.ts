import { running } from '../shop.ts';

const { root, orders } = running();
orders.traffic({ loadBalancer: 'least-request', connectionPool: { maxConnections: 100 } });

export default root;
