import { GET, POST, serviceAccount } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders, database } = running();
orders.allow({ from: [frontend, database, serviceAccount('jobs/nightly')], requests: [GET('/x'), POST('/y')] });

export default root;
