import { anyone, DELETE } from 'meshwright';
import { running } from '../shop.ts';

const { root, orders } = running();
orders.deny({ from: anyone, requests: DELETE('/{**}'), dryRun: true });

export default root;
