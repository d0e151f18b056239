import { anyone, POST } from 'meshwright';
import { running } from '../shop.ts';

const { root, orders } = running();
orders.audit({ from: anyone, requests: POST('/{**}') });

export default root;
