// One of everything that can be said, so that a real mesh can say what became of it.
import { mesh } from 'meshwright';
import { jwks } from './jwks.ts';

export const shop = mesh('shop', { mtls: 'strict', authorization: 'deny-by-default' });

export const front = shop.namespace('front', { dataPlane: 'sidecar' });
export const back = shop.namespace('back', { dataPlane: { sidecar: { revision: 'default' } } });
export const legacy = shop.namespace('legacy', { dataPlane: 'none' });

export const login = shop.issuer('login', { issuer: 'https://login.example.com', jwks });
