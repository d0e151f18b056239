import { addresses, defineConfig, envoy, files } from 'meshwright/config';

export default defineConfig({
  targets: {
    vm: {
      environment: 'prod',
      cluster: 'datacentre',
      backends: [
        envoy({
          version: '1.40',
          // Where the proxies of others are found: on two machines for invoices, one of which is a canary.
          endpoints: addresses({
            'billing/web': [{ address: '10.0.0.10' }],
            'billing/invoices': [
              { address: '10.0.0.20', version: 'v1', weight: 3 },
              { address: '10.0.0.21', version: 'v2' },
            ],
            'billing/ledger': [{ address: '10.0.0.30' }],
          }),
          certificates: files('/etc/mesh'),
          providers: { journal: { kind: 'envoyFileAccessLog', path: '/dev/stdout' } },
        }),
      ],
    },
  },
});
