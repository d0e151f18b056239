// Bytes are routed by port; a port is only said where there is another.
import { mesh } from 'meshwright';

export const shop = mesh('shop');
const data = shop.namespace('data', { dataPlane: 'sidecar' });

data
  .service('db', { ports: { tcp: { port: 5432, protocol: 'tcp' } }, versions: { v1: {}, v2: {} } })
  .route({ to: { v1: 80, v2: 20 } });
data
  .service('both', {
    ports: { http: 80, grpc: 90, tcp: { port: 5432, protocol: 'tcp' } },
    versions: { v1: {}, v2: {} },
  })
  .route({ port: 'grpc', to: { v2: 100 } }, { port: 'tcp', to: { v1: 100 } });
