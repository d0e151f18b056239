import { GET } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
root.never('no exports by the frontend', { from: frontend, to: orders, requests: GET('/export') });

export default root;
