// What `import 'meshwright/cdk8s'` leads to: the same as index.ts, once everything is at hand.
import { prepare } from './validators.ts';

export * from './index.ts';

await prepare();
