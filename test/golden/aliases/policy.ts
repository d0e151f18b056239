// Identities that differ in an aliased trust domain only are one; a trust domain alone is written out with its aliases.
import { mesh, serviceAccount, trustDomain } from 'meshwright';

export const shop = mesh('shop', { trustDomain: 'new.example', trustDomainAliases: ['old.example'] });
const web = shop.namespace('web', { dataPlane: 'sidecar' });
const cart = web.service('cart', { ports: { http: 80 } });

cart.allow({ from: [trustDomain('old.example'), serviceAccount('ops/backup')] });
