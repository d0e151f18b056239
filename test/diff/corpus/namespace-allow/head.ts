import { GET, serviceAccount } from 'meshwright';
import { running } from '../shop.ts';

const { root, namespace } = running();
namespace.allow({ from: serviceAccount('monitoring/prometheus'), requests: GET('/metrics') });

export default root;
