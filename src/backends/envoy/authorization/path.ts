import { absurd } from '../../../base/absurd.ts';
import type { JsonObject } from '../../../base/json.ts';
import type { PathMatch } from '../../../model/match.ts';
import { extension } from '../any.ts';
import { ANY, permissions } from './logic.ts';
import { regex } from './strings.ts';

/** Of the path without the query. */
export function path({ kind, value }: PathMatch): JsonObject {
  switch (kind) {
    case 'exact':
      return urlPath({ exact: value });
    case 'prefix':
      // By segment: the path itself, and what lies below it.
      return value.endsWith('/')
        ? urlPath({ prefix: value })
        : permissions.or([urlPath({ exact: value }), urlPath({ prefix: `${value}/` })]);
    case 'suffix':
      return value === '' ? ANY : urlPath({ suffix: value });
    case 'regex':
      return urlPath(regex(`(?s:${value})`));
    case 'template':
      return template(value);
    default:
      return absurd(kind);
  }
}

function urlPath(match: JsonObject): JsonObject {
  return { url_path: { path: match } };
}

/**
 * A template whose only operator is a last `{**}` is a prefix, and a prefix has no limits on characters. Others go to Envoy's matcher of
 * templates, or, where that would not take what stands between, to a regular expression that means the same.
 */
function template(value: string): JsonObject {
  const rest = value.endsWith('/{**}') ? value.slice(0, -'{**}'.length) : undefined;
  if (rest !== undefined && !rest.includes('{*}')) return urlPath({ prefix: rest });
  const segments = value.slice(1).replace(/\/$/, '').split('/');
  if (!segments.every((one) => one === '{*}' || one === '{**}' || LITERAL_SEGMENT.test(one)))
    return urlPath(regex(templateRegex(value)));
  const path_template = value.replaceAll('{*}', '*').replaceAll('{**}', '**');
  const message = 'envoy.extensions.path.match.uri_template.v3.UriTemplateMatchConfig';
  return { uri_template: extension('envoy.path.match.uri_template.uri_template_matcher', message, { path_template }) };
}

const LITERAL_SEGMENT = /^[a-zA-Z0-9\-._~%!$&'()+,;:@=]+$/;

/** What Envoy takes for a segment that a template leaves open. */
const SEGMENT = "[a-zA-Z0-9\\-._~%!$&'()*+,;:@=]";

function templateRegex(value: string): string {
  return value
    .split('/')
    .map((one) => (one === '{*}' ? `${SEGMENT}+` : one === '{**}' ? `(?:${SEGMENT}|/)*` : quoted(one)))
    .join('/');
}

function quoted(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}
