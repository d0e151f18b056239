import { anyone, GET } from 'meshwright';
import { running } from '../shop.ts';

const { root } = running();
root.deny({ from: anyone, requests: GET('/orders/{*}') });

export default root;
