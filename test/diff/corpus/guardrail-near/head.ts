import { GET } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders, database } = running();
root.never('no exports by the frontend', { from: frontend, to: orders, requests: GET('/export') });
orders.allow({ from: database, requests: GET('/export') });

export default root;
