import { anyone, GET } from 'meshwright';
import { running } from '../shop.ts';

const { root, namespace } = running();
namespace.deny({ from: anyone, requests: GET('/orders/1') });

export default root;
