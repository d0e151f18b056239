// Where requests go, and what is done with them on the way.
import { header, path } from 'meshwright';
import { api, routed } from './services.ts';

routed.route(
  { name: 'moved', match: { path: '/moved' }, redirect: { path: '/new', status: 302 } },
  { name: 'teapot', match: { path: '/teapot' }, directResponse: { status: 418, body: 'short' } },
  { name: 'broken', match: { path: '/broken' }, fault: { abort: { httpStatus: 507, percentage: 100 } } },
  { name: 'rewritten', match: { path: path.prefix('/old') }, rewrite: { path: '/items' }, to: { v2: 100 } },
  { name: 'beta', match: { query: { beta: 'yes' } }, to: { v2: 100 } },
  { name: 'deleted', match: { methods: ['DELETE'] }, to: { v2: 100 } },
  { name: 'numbered', match: { path: path.regex('/r/[0-9]+') }, to: { v2: 100 } },
  { name: 'templated', match: { path: '/t/{*}/end' }, to: { v2: 100 } },
  { name: 'unmarked', match: { path: path.prefix('/mark'), headers: { 'x-mark': header.absent } }, to: { v2: 100 } },
  {
    name: 'changed',
    match: { path: '/changed' },
    requestHeaders: { set: { 'x-set': 'by-route' }, remove: ['x-gone'] },
    responseHeaders: { add: { 'x-answered': 'yes' } },
  },
  {
    name: 'elsewhere',
    match: { path: path.prefix('/items'), headers: { 'x-to': header.exact('api') } },
    to: [{ service: api, port: 'http', weight: 100 }],
  },
  {
    name: 'cors',
    match: { path: '/cors' },
    cors: { allowOrigins: [{ suffix: '.example.com' }], allowMethods: ['GET'], maxAge: '1h' },
  },
  { name: 'copied', match: { path: '/copied' }, mirror: { service: api, port: 'http', percentage: 50 } },
  { name: 'slow', match: { path: '/slow' }, fault: { delay: { fixedDelay: '400ms', percentage: 100 } } },
  { name: 'rest', to: { v1: 100 } },
);

routed.traffic({
  loadBalancer: { consistentHash: { header: 'x-user' } },
  connectionPool: {
    maxConnections: 50,
    connectTimeout: '2s',
    idleTimeout: '1h',
    maxPendingRequests: 20,
    maxRetries: 2,
  },
  outlierDetection: { consecutiveGatewayErrors: 3, interval: '5s', baseEjectionTime: '15s', maxEjectionPercent: 50 },
});
api.traffic({ loadBalancer: 'round-robin', tls: { mode: 'istio-mutual' } });
