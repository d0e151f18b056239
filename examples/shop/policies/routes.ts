// Where requests go within the mesh.
import { header, path } from 'meshwright';
import { catalog, orders } from './services.ts';

// A canary: whoever asks for it, and one in twenty of the others.
catalog.route(
  { name: 'testers', match: { headers: { 'x-canary': header.exact('always') } }, to: { v2: 100 } },
  { name: 'canary', to: { v1: 95, v2: 5 }, timeout: '3s', retries: { attempts: 2, retryOn: ['5xx', 'reset'] } },
);
catalog.traffic({ outlierDetection: { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s' } });

orders.route({ name: 'no-retries', match: { path: path.prefix('/orders') }, timeout: '10s' }, { name: 'rest' });
