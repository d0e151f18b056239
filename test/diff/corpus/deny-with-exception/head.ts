import { anyone, GET } from 'meshwright';
import { running } from '../shop.ts';

const { root, namespace, frontend } = running();
namespace.deny({ from: anyone, except: frontend, requests: GET('/orders/1') });

export default root;
