import { mesh } from 'meshwright';

export const shop = mesh('shop', { authorization: 'allow-by-default' });
