import { authenticated, GET } from 'meshwright';
import { running } from '../shop.ts';

const { root, namespace } = running();
namespace.allow({ from: authenticated, requests: GET('/healthz') });

export default root;
