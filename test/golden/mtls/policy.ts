// One PeerAuthentication for each scope that says something; ports are those of the pod.
import { mesh } from 'meshwright';

export const shop = mesh('shop', { mtls: 'strict', authorization: 'allow-by-default' });
const web = shop.namespace('web', { dataPlane: 'sidecar', mtls: 'permissive' });

web.service('strict', { ports: { http: 80 }, mtls: 'strict' });
web.service('by-port', {
  ports: { http: { port: 80, targetPort: 8080 }, metrics: { port: 9090, protocol: 'http' } },
  mtls: { mode: 'strict', ports: { metrics: 'disabled' } },
});
web.service('inherits', { ports: { http: 80 } });
