import type { Backend } from './backend.ts';
import { istio } from './istio/index.ts';

export const BACKENDS: readonly Backend[] = [istio];
