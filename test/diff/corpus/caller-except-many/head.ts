import { authenticated, GET } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders, database } = running();
orders.allow({ from: authenticated, except: [frontend, database], requests: GET('/x') });

export default root;
