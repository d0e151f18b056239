// What everything else belongs to, and what holds everywhere.
import { anyone, header, mesh, path } from 'meshwright';
import { customerKeys, staffKeys } from './site.ts';

export const shop = mesh('shop', { mtls: 'strict', authorization: 'deny-by-default' });

export const storefront = shop.namespace('storefront', { dataPlane: 'sidecar' });
export const checkout = shop.namespace('checkout', { dataPlane: 'sidecar' });
export const platform = shop.namespace('platform', { dataPlane: 'sidecar' });

/** Who signs the tokens of customers; services see them too. */
export const login = shop.issuer('login', {
  issuer: 'https://login.example.com',
  jwks: customerKeys,
  audiences: ['shop'],
  forwardToken: true,
});
/** Who signs the tokens of staff; they go no further than the edge. */
export const staff = shop.issuer('staff', { issuer: 'https://staff.example.com', jwks: staffKeys });

// For every workload, whatever its own team allows.
shop.deny({ from: anyone, requests: { methods: ['TRACE', 'CONNECT'] } });
shop.deny({ from: anyone, requests: { paths: [path.prefix('/debug'), path.suffix('.bak')] } });
shop.deny({ from: anyone, requests: { headers: { 'x-impersonate': header.present } } });
