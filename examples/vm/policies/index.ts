// Invoices on virtual machines: no cluster, no control plane, an Envoy beside each service and one at the edge.
import { anyone, GET, mesh, POST, path } from 'meshwright';

export const company = mesh('company', {
  trustDomain: 'company.example',
  mtls: 'strict',
  authorization: 'deny-by-default',
  accessLogs: { provider: 'journal', filter: 'response.code >= 400' },
});

export const billing = company.namespace('billing', { dataPlane: 'sidecar' });

export const web = billing.service('web', { ports: { http: 8080 } });
export const invoices = billing.service('invoices', { ports: { http: 8080 }, versions: { v1: {}, v2: {} } });
export const ledger = billing.service('ledger', { ports: { redis: 6379 } });

web.calls(invoices, GET('/invoices/{*}'), POST('/invoices'));
invoices.calls(ledger);

invoices.route({ name: 'canary', to: { v1: 90, v2: 10 }, timeout: '2s', retries: { attempts: 2, retryOn: ['5xx'] } });
invoices.traffic({ outlierDetection: { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s' } });
invoices.rateLimit({ limit: 200, per: '1s', by: 'caller' });
invoices.deny({ from: anyone, requests: { paths: [path.prefix('/invoices/internal')] } });

export const edge = company.gateway('edge', {
  namespace: billing,
  workload: { namespace: 'billing', selector: { app: 'edge' }, serviceAccount: 'edge' },
  listeners: {
    https: { port: 443, hosts: ['billing.example.com'], tls: { mode: 'terminate', credential: 'billing-example-com' } },
    http: { port: 80, hosts: ['billing.example.com'], redirect: 'https' },
  },
});
edge.route(web, { hosts: ['billing.example.com'], paths: [path.prefix('/')] });

company.never('the ledger is for invoices alone', { from: edge, to: ledger });
