// A version with an image is a Deployment; ports keep their names, and say their protocol where the name does not.
import { mesh } from 'meshwright';

export const shop = mesh('shop');
const web = shop.namespace('web', { dataPlane: 'sidecar', labels: { team: 'shop' } });

web.service('cart', {
  ports: {
    http: 80,
    api: { port: 90, targetPort: 9090, protocol: 'grpc' },
    'grpc-web': { port: 91, targetPort: 9090, protocol: 'grpc-web' },
    redis: { port: 6379, protocol: 'redis' },
  },
  labels: { team: 'cart' },
  serviceAccount: 'carts',
  versions: {
    v1: {
      image: 'example.com/cart:1',
      replicas: 2,
      command: ['/cart'],
      args: ['--verbose'],
      env: {
        LEVEL: 'info',
        PASSWORD: { secret: 'cart', key: 'password' },
        REGION: { configMap: 'cluster', key: 'region' },
        POD: { field: 'metadata.name' },
      },
      resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '128Mi' } },
      probes: {
        liveness: { http: '/healthz', period: '10s', failureThreshold: 3 },
        readiness: { tcp: 80, initialDelay: '5s', timeout: '2s' },
        startup: { exec: ['/cart', 'ready'], period: '1m' },
      },
    },
    v2: { labels: { track: 'canary' } },
  },
});
