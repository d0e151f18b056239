import { GET, trustDomain } from 'meshwright';
import { running } from '../shop.ts';

const { root, orders } = running();
orders.allow({ from: trustDomain('partner.example'), requests: GET('/catalogue') });

export default root;
