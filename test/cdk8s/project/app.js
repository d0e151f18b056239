// The same mesh, synthesised by cdk8s.
import { App } from 'cdk8s';
import { MeshChart, withTarget } from 'meshwright/cdk8s';
import { istio } from 'meshwright/config';

const target = { name: 'dev', environment: 'dev', cluster: 'local', values: {} };
const { shop } = await withTarget(target, () => import('./policies/index.js'));
const app = new App({ outdir: 'dist' });
new MeshChart(app, 'shop', {
  mesh: shop,
  backends: [istio({ version: '1.31' })],
  namespace: 'ignored',
  labels: { ignored: 'yes' },
});
app.synth();
