import { mesh } from 'meshwright';

export const shop = mesh('shop');
shop.namespace('web', { dataPlane: 'ambient' });
