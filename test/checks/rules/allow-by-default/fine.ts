import { mesh } from 'meshwright';

export const shop = mesh('shop', { authorization: 'deny-by-default' });
