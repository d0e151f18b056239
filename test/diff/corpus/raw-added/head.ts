import { running } from '../shop.ts';

const { root, namespace } = running();
namespace.raw({ apiVersion: 'networking.istio.io/v1alpha3', kind: 'EnvoyFilter', metadata: { name: 'lua' }, spec: {} });

export default root;
