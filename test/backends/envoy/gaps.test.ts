import { describe, expect, it } from '@jest/globals';
import type { ServicePort } from '../../../src/model/service.ts';
import { mesh, namespace, rule, service, span } from '../model.ts';
import { backend, codesOf } from './setup.ts';

const port = (protocol: ServicePort['protocol']): ServicePort => ({
  name: 'main',
  port: 443,
  targetPort: 8443,
  protocol,
});

describe('what stand-alone Envoys cannot do', () => {
  it('is ambient', () => {
    expect(codesOf(mesh({ namespaces: [namespace('shop', { dataPlane: { kind: 'ambient' } })] }))).toEqual(['MW3401']);
  });

  it('is to ask a provider that nobody told of, or of another kind', () => {
    const asking = (provider: string) =>
      mesh({ services: [service('web')], rules: [rule('web', { effect: 'custom', provider })] });
    expect(codesOf(asking('opa'))).toEqual([]);
    expect(codesOf(asking('opaa'))).toEqual(['MW3402']);
    expect(codesOf(asking('zipkin'))).toEqual(['MW3402']);
    const reporting = { tracing: { provider: 'stdout', sampling: 1 }, accessLogs: { provider: 'none' } };
    expect(codesOf(mesh({ services: [service('web')], ...reporting }))).toEqual(['MW3402', 'MW3402']);
  });

  it('is to tell TLS of the mesh from that of a service', () => {
    const served = (mtls: 'strict' | 'permissive' | 'disabled') =>
      mesh({ mtls, services: [service('web', { ports: [port('https')] })] });
    expect(codesOf(served('permissive'))).toEqual(['MW3403']);
    expect([...codesOf(served('strict')), ...codesOf(served('disabled'))]).toEqual([]);
  });

  it('is manifests, which is said once', () => {
    const manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'shop' } };
    const raw = [
      { manifest, span: span() },
      { manifest, span: span() },
    ];
    expect(codesOf(mesh({ raw }))).toEqual(['MW3404']);
  });

  it('is to ask about connections by HTTP', () => {
    const asked = (provider: string) =>
      mesh({
        services: [service('db', { ports: [port('redis')] })],
        rules: [rule('db', { effect: 'custom', provider })],
      });
    expect([codesOf(asked('web')), codesOf(asked('opa'))]).toEqual([['MW3405'], []]);
  });

  it('is to ask before a service speaks, where its protocol may have it speak first', () => {
    const served = (protocol: ServicePort['protocol']) =>
      mesh({ services: [service('db', { ports: [port(protocol)] })] });
    expect([codesOf(served('mysql')), codesOf(served('redis'))]).toEqual([['MW3406'], []]);
    expect(codesOf(served('redis'), { version: '1.36' })).toEqual(['MW3406']);
  });

  it('is, before 1.38, to see a header line by line: an error where that opens', () => {
    const asking = (effect: 'allow' | 'deny', kind: 'exact' | 'present') => {
      const header = {
        name: 'x-a',
        values: [kind === 'exact' ? { kind, value: 'v' } : { kind }],
        negated: false,
      } as const;
      return mesh({ services: [service('web')], rules: [rule('web', { effect, requests: [{ headers: [header] }] })] });
    };
    const found = (model: ReturnType<typeof mesh>, version: '1.37' | '1.38') =>
      [...backend({ version }).gaps(model)].map(({ code, severity }) => `${code} ${severity}`);
    expect(found(asking('deny', 'exact'), '1.37')).toEqual(['MW3407 error']);
    expect(found(asking('allow', 'exact'), '1.37')).toEqual(['MW3407 warning']);
    expect([...found(asking('deny', 'present'), '1.37'), ...found(asking('deny', 'exact'), '1.38')]).toEqual([]);
  });
});
