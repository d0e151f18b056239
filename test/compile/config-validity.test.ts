import { expect, it } from '@jest/globals';
import { validateConfigs } from '../../src/compile/config-validity.ts';

it('says of a config that Envoy would refuse what made it, where and why', async () => {
  const span = { file: 'policies/index.ts', line: 7, column: 3 };
  const listener = { '@type': 'type.googleapis.com/envoy.config.listener.v3.Listener', adress: {} };
  const config = {
    proxy: { kind: 'service', namespace: 'shop', name: 'web' },
    files: [{ name: { kind: 'listeners' }, content: { resources: [listener] }, spans: [span] }],
  } as const;
  expect(await validateConfigs([config], '1.40')).toEqual([
    {
      code: 'MW4402',
      severity: 'error',
      message:
        'this makes a `shop/web/listeners.yaml` that Envoy 1.40 would refuse at `resources[0]`: cannot say `adress`: did you mean `address`?',
      span,
    },
  ]);
});
