import { running } from '../shop.ts';

const { root, namespace } = running();
namespace.raw({
  apiVersion: 'networking.istio.io/v1',
  kind: 'ServiceEntry',
  metadata: { name: 'payments' },
  spec: { hosts: ['api.payments.example'], ports: [{ number: 443, name: 'tls', protocol: 'TLS' }], resolution: 'DNS' },
});

export default root;
