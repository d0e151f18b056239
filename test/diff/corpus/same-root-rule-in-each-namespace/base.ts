import { authenticated, GET } from 'meshwright';
import { running } from '../shop.ts';

const { root } = running();
root.allow({ from: authenticated, requests: GET('/healthz') });

export default root;
