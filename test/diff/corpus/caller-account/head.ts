import { GET, serviceAccount } from 'meshwright';
import { running } from '../shop.ts';

const { root, orders } = running();
orders.allow({ from: serviceAccount('monitoring/prometheus'), requests: GET('/metrics') });

export default root;
