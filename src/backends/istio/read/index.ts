export type { ForeignPod, IstioConfiguration } from './configuration.ts';
export { readDestinations } from './destinations.ts';
export { readRouting } from './routing/index.ts';
