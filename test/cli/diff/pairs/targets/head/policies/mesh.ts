import { mesh, target } from 'meshwright';

export const shop = mesh('shop', {
  trustDomain: 'cluster.local',
  mtls: target.environment === 'prod' ? 'strict' : 'permissive',
  authorization: 'deny-by-default',
});

export const apps = shop.namespace('apps', { dataPlane: 'sidecar' });
