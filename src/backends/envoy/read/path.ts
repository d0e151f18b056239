import { atom, type Formula } from '../../../access/formula.ts';
import { extensionOf, type Message, needed, only, refuse, text } from './message.ts';
import { stringMatch } from './strings.ts';

/** An `envoy.type.matcher.v3.PathMatcher`: of the path without the query, and by text, not by segment. */
export function urlPath(of: Message): Formula {
  const match = stringMatch(needed(only(of, 'path'), 'path'));
  if (match.kind !== 'prefix' || match.value.endsWith('/')) return atom({ on: 'path', match });
  return atom({ on: 'path', match: { kind: 'regex', value: `${quoted(match.value)}.*` } });
}

const TEMPLATE = 'envoy.extensions.path.match.uri_template.v3.UriTemplateMatchConfig';

/** `*` is a segment that is not empty, `**` any rest; both of some letters only. */
export function uriTemplate(of: Message): Formula {
  const { type, config } = extensionOf(only(of, 'name', 'typed_config'));
  if (type !== TEMPLATE) return refuse(of, `what \`${type}\` matches is not known here`);
  const value = text(only(config, 'path_template'), 'path_template');
  if (/[{}]/.test(value)) return refuse(config, 'variables of a template are not known here');
  const parts = value.split(/(\*\*?)/).map((part) => {
    if (part === '*') return `[${LETTERS}]+`;
    return part === '**' ? `[${LETTERS}/]*` : quoted(part);
  });
  return atom({ on: 'path', match: { kind: 'regex', value: parts.join('') } });
}

const LETTERS = "a-zA-Z0-9\\-._~%!$&'()*+,;:@=";

function quoted(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
