// The workload in cdk8s: all in one chart, its fastest way, or a chart for each namespace, its usual one.
//   cdk8s.mjs N out one|each
import { mkdirSync } from 'node:fs';
import { ApiObject, App, Chart } from 'cdk8s';
import { objectsOf } from '../objects.ts';
import { namespaceCount, namespaceName } from '../workload.ts';

const [services, out, charts] = [Number(process.argv[2]), process.argv[3]!, process.argv[4]];
mkdirSync(out, { recursive: true });
// cdk8s-cli says where output goes by a variable of its own.
const app = new App(process.env['CDK8S_OUTDIR'] ? {} : { outdir: out });
const one = charts === 'one' ? new Chart(app, 'all') : undefined;
for (let i = 0; i < namespaceCount(services); i++) {
  const chart = one ?? new Chart(app, namespaceName(i));
  for (const object of objectsOf(i, services)) {
    new ApiObject(chart, `${object.kind}-${object.metadata.namespace ?? ''}-${object.metadata.name}`, object);
  }
}
app.synth();
