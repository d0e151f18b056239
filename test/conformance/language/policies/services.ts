import { back, front, legacy } from './mesh.ts';

const versions = { v1: { image: 'registry.example.com/app:1' } };

export const web = front.service('web', { ports: { http: 80 }, versions });
export const jobs = front.service('jobs', { ports: { http: 80 }, versions });

/** Its pods listen elsewhere than its Service. */
export const api = back.service('api', {
  ports: { http: { port: 80, targetPort: 8080 }, 'http-admin': { port: 81, targetPort: 9901 } },
  versions,
});
export const cache = back.service('cache', { ports: { 'tcp-cache': 6379 }, versions });
export const tickets = back.service('tickets', { ports: { http: 8080 }, versions });
export const net = back.service('net', { ports: { http: 8080 }, versions });
export const status = back.service('status', {
  ports: { http: 8080, 'http-status': 9090 },
  mtls: { ports: { 'http-status': 'permissive' } },
  versions,
});
export const routed = back.service('routed', {
  ports: { http: 8080 },
  versions: { ...versions, v2: { image: 'registry.example.com/app:2' } },
});
export const vault = back.service('vault', { ports: { tls: 8443 }, versions });
export const old = legacy.service('old', { ports: { http: 8080 }, versions });
