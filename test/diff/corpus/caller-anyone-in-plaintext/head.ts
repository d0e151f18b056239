import { anyone, GET } from 'meshwright';
import { running } from '../shop.ts';

const { root, orders } = running({ mtls: 'permissive' });
orders.allow({ from: anyone, requests: GET('/healthz') });

export default root;
