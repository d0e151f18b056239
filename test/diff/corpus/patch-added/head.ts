import { running } from '../shop.ts';

const { root, namespace } = running();
namespace.patch({ kind: 'AuthorizationPolicy', name: 'orders' }, { metadata: { annotations: { note: 'x' } } });

export default root;
