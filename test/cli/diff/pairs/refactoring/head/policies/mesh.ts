import { mesh } from 'meshwright';

export const shop = mesh('shop', {
  trustDomain: 'cluster.local',
  mtls: 'strict',
  authorization: 'deny-by-default',
});

export const apps = shop.namespace('apps', { dataPlane: 'sidecar' });
