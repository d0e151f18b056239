// What Envoy's RBAC was seen to do, read as formulas; what cannot be told is refused with its place.
import { describe, expect, it } from '@jest/globals';
import { and, atom, not } from '../../../../src/access/formula.ts';
import { header } from '../../../../src/backends/envoy/read/header.ts';
import { rbacPolicies } from '../../../../src/backends/envoy/read/rbac.ts';
import type { JsonObject } from '../../../../src/base/json.ts';

const at = 'listeners.yaml: filter';
const anyone = [{ any: true }];
const read = (permission: JsonObject, principals: readonly JsonObject[] = anyone, http = true) =>
  rbacPolicies(
    { at, value: { rules: { action: 'DENY', policies: { p: { permissions: [permission], principals } } } } },
    { http, issuers: [] },
  )[0]!.rules[0]!.http;
const present = atom({ on: 'header', name: 'x-a', match: { kind: 'present' } });
const v1 = atom({ on: 'header', name: 'x-a', match: { kind: 'exact', value: 'v1' } });

describe('a filter', () => {
  it('of no policies that allow admits nothing, and without rules there is none', () => {
    const one = (value: JsonObject) => rbacPolicies({ at, value }, { http: true, issuers: [] });
    expect(one({ rules: {} })).toEqual([{ effect: 'allow', dryRun: false, rules: [] }]);
    expect(one({})).toEqual([]);
  });

  it('that is given a matcher is refused: its rules would not count', () => {
    expect(() => rbacPolicies({ at, value: { matcher: {}, rules: {} } }, { http: true, issuers: [] })).toThrow(
      `${at}.matcher: `,
    );
  });
});

describe('a header', () => {
  const of = (value: JsonObject) => header({ at, value: { name: 'X-A', ...value } });

  it('that is inverted has to be there, and one that is negated need not be', () => {
    expect(of({ string_match: { exact: 'v1' }, invert_match: true })).toEqual(and(present, not(v1)));
    expect(read({ not_rule: { header: { name: 'x-a', string_match: { exact: 'v1' } } } })).toEqual(not(v1));
  });

  it('is there, or is not, whichever way that is said', () => {
    expect([of({}), of({ present_match: true })]).toEqual([present, present]);
    expect(of({ present_match: false })).toEqual(not(present));
    expect(of({ present_match: true, invert_match: true })).toEqual(not(present));
  });
});

describe('a template', () => {
  const kindOf = (path_template: string) => {
    const type = 'type.googleapis.com/envoy.extensions.path.match.uri_template.v3.UriTemplateMatchConfig';
    const found = read({ uri_template: { name: 'template', typed_config: { '@type': type, path_template } } });
    return found.kind === 'atom' && 'match' in found.atom ? found.atom.match : undefined;
  };

  it('with whole segments for operators is one as policies have it', () => {
    expect(kindOf('/a/*/b/**')).toEqual({ kind: 'template', value: '/a/{*}/b/{**}' });
  });

  it.each(['/a/**', '/a/*/**/b', '/a*/*'])('such as %s is none: there it would mean something else', (value) => {
    expect(kindOf(value)).toMatchObject({ kind: 'regex' });
  });
});

describe('what is refused', () => {
  it.each<[string, JsonObject, string]>([
    ['the path with its query', { header: { name: ':path', string_match: { exact: '/' } } }, 'header'],
    ['an authority by case', { header: { name: ':authority', string_match: { exact: 'a' } } }, 'string_match'],
    ['a header that counts as empty', { header: { name: 'a', treat_missing_header_as_empty: true } }, 'treat_missing'],
    ['the port of a listener', { destination_port: 8080 }, 'destination_port'],
  ])('%s', (_, permission, field) => {
    expect(() => read(permission)).toThrow(field);
  });

  it('an identity that may be none: any TLS, and what a DNS name can be', () => {
    expect(() => read({ any: true }, [{ authenticated: {} }])).toThrow('principals[0].authenticated');
    expect(() => read({ any: true }, [{ authenticated: { principal_name: { exact: 'a.b' } } }])).toThrow('SPIFFE');
  });

  it('half of what a claim may be', () => {
    const path = [{ key: 'payload' }, { key: 'groups' }];
    const metadata_matcher = {
      filter: 'envoy.filters.http.jwt_authn',
      path,
      value: { string_match: { exact: 'ops' } },
    };
    expect(() => read({ any: true }, [{ sourced_metadata: { metadata_matcher } }])).toThrow('a list of it');
  });
});
