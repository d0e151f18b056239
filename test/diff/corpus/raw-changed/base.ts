import { running } from '../shop.ts';

const { root, namespace } = running();
namespace.raw({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { level: 'info' } });

export default root;
