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

/** `*` is a segment that is not empty, `**` any rest; both of some letters only. Most are templates as policies have them. */
export function uriTemplate(of: Message): Formula {
  const { type, config } = extensionOf(only(of, 'name', 'typed_config'));
  if (type !== TEMPLATE) return refuse(of, `what \`${type}\` matches is not known here`);
  const value = text(only(config, 'path_template'), 'path_template');
  if (/[{}]/.test(value)) return refuse(config, 'variables of a template are not known here');
  const template = asTemplate(value);
  if (template !== undefined) return atom({ on: 'path', match: { kind: 'template', value: template } });
  const parts = value.split(/(\*\*?)/).map((part) => {
    if (part === '*') return `[${LETTERS}]+`;
    return part === '**' ? `[${LETTERS}/]*` : quoted(part);
  });
  return atom({ on: 'path', match: { kind: 'regex', value: parts.join('') } });
}

/** With whole segments for operators. A template whose only operator is a last `{**}` has no limit on letters, so it is none. */
function asTemplate(value: string): string | undefined {
  const segments = value.split('/');
  const isOpen = (one: string, i: number) => one === '*' || (one === '**' && i === segments.length - 1);
  if (!segments.includes('*') || segments.some((one, i) => one.includes('*') && !isOpen(one, i))) return undefined;
  return segments.map((one, i) => (isOpen(one, i) ? `{${one}}` : one)).join('/');
}

const LETTERS = "a-zA-Z0-9\\-._~%!$&'()*+,;:@=";

function quoted(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
