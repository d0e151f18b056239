// Everybody who can be named, each as exactly what was said.
import {
  allOf,
  anyone,
  authenticated,
  GET,
  ipBlock,
  mesh,
  remoteIpBlock,
  serviceAccount,
  spiffe,
  trustDomain,
} from 'meshwright';

export const shop = mesh('shop', { mtls: 'strict' });
const web = shop.namespace('web', { dataPlane: 'sidecar' });
const ops = shop.namespace('ops', { dataPlane: 'sidecar' });

const front = web.service('front', { ports: { http: 80 } });
const cart = web.service('cart', { ports: { http: 80 } });

cart.allow({
  from: [
    front,
    ops,
    serviceAccount('ops/backup'),
    spiffe('spiffe://partner.example/ns/a/sa/b'),
    trustDomain('friend.example'),
  ],
});
cart.allow({ from: authenticated, requests: GET('/public') });
cart.allow({ from: [ipBlock('10.0.0.0/8'), ipBlock('2001:db8::/32')], requests: GET('/direct') });
cart.allow({ from: remoteIpBlock('192.0.2.0/24'), requests: GET('/remote') });
cart.allow({ from: allOf(ops, ipBlock('10.1.0.0/16')), requests: GET('/both') });
// Of one kind twice: the second is a condition, for values of a field are or-ed.
cart.allow({ from: allOf(authenticated, ops), requests: GET('/both') });
cart.allow({ from: anyone, except: [front, ipBlock('10.9.0.0/16')], requests: GET('/others') });
