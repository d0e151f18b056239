import { running } from '../shop.ts';

const { root, orders } = running();
orders.traffic({
  loadBalancer: 'random',
  connectionPool: { maxConnections: 50, connectTimeout: '1s' },
  outlierDetection: { consecutive5xxErrors: 5 },
});

export default root;
