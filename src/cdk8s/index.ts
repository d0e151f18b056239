/** Meshes for those who synthesise with cdk8s. */
export type { BackendInput } from '../config/config.ts';
export { MeshChart, type MeshChartProps } from './mesh-chart.ts';
export { withTarget } from './with-target.ts';
