import { POST, spiffe } from 'meshwright';
import { running } from '../shop.ts';

const { root, orders } = running();
orders.allow({ from: spiffe('spiffe://partner.example/ns/a/sa/b'), requests: POST('/orders') });

export default root;
