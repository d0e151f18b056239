import { running } from '../shop.ts';

const { root, namespace } = running();
namespace.service('legacy', {
  ports: { http: 80, metrics: { port: 9090, protocol: 'http' } },
  mtls: { mode: 'strict', ports: { metrics: 'disabled' } },
});

export default root;
