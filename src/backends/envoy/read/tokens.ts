import type { AcceptedIssuer } from '../../../access/formula.ts';
import { BEARER, headerPlace, inOrder, parameterPlace } from '../../../access/token-place.ts';
import { canonicalJson, type Json } from '../../../base/json.ts';
import { inner, list, type Message, message, needed, only, refuse, text } from './message.ts';

/** Whose tokens a filter accepts. There may be none, but one that is found has to be good: nothing else is understood. */
export function acceptedIssuers(filter: Message): readonly AcceptedIssuer[] {
  only(filter, 'providers', 'rules', 'bypass_cors_preflight');
  const providers = needed(filter, 'providers');
  const names = Object.keys(providers.value);
  const [rule, ...others] = list(filter, 'rules');
  if (rule === undefined || others.length > 0) return refuse(filter, 'exactly one rule is expected here');
  only(rule, 'match', 'requires');
  if (canonicalJson(rule.value['match']) !== canonicalJson({ prefix: '/' }))
    return refuse(rule, 'it is not for every request');
  if (canonicalJson(rule.value['requires']) !== canonicalJson(required(names)))
    return refuse(rule, 'what is asked of tokens is not known here');
  return names.map((name) => issuer(message(providers.value[name], `${providers.at}.${name}`)));
}

/** With several, each finds none or a good one, or one of them is good. */
function required(names: readonly string[]): Json {
  const one = (name: string) => ({ provider_name: name });
  const any = (requirements: readonly Json[]) => ({ requires_any: { requirements } });
  const optional = names.map((name) => any([one(name), { allow_missing: {} }]));
  return optional.length === 1 ? optional[0]! : any([...names.map(one), { requires_all: { requirements: optional } }]);
}

function issuer(provider: Message): AcceptedIssuer {
  only(
    provider,
    ...['issuer', 'audiences', 'from_headers', 'forward', 'payload_in_metadata', 'normalize_payload_in_metadata'],
    ...['local_jwks', 'remote_jwks'],
  );
  if (text(provider, 'payload_in_metadata') !== 'payload')
    return refuse(provider, 'rules do not look for claims there');
  if (!inner(provider, 'local_jwks') && !inner(provider, 'remote_jwks')) return refuse(provider, 'no keys are said');
  const audiences = (provider.value['audiences'] ?? []) as readonly string[];
  const headers = list(provider, 'from_headers').map((one) => {
    const { name, value_prefix } = only(one, 'name', 'value_prefix').value;
    return headerPlace({ name: String(name), ...(typeof value_prefix === 'string' && { prefix: value_prefix }) });
  });
  const places = headers.length > 0 ? headers : [BEARER, parameterPlace('access_token')];
  return { issuer: text(provider, 'issuer'), audiences, places: inOrder(places) };
}
