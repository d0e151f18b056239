import { GET } from 'meshwright';
import { running } from '../shop.ts';

const { root, namespace, orders, database } = running();
orders.allow({ from: namespace, except: database, requests: GET('/x') });

export default root;
