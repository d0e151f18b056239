import { anyone, DELETE } from 'meshwright';
import { running } from '../shop.ts';

const { root, orders } = running();
root.never('nobody deletes orders', { from: anyone, to: orders, requests: DELETE('/{**}') });

export default root;
