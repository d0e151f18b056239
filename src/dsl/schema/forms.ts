import * as z from 'zod/mini';

/** Forms of single values, as zod checks them. A message completes the sentence "`x` is not …". */

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/;
const HOST = /^(\*\.)?(?=.{1,253}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)+$/i;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const LABEL_KEY =
  /^((?=.{1,253}\/)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const HEADER_NAME = /^(?!host$)[!#$%&'*+.^_`|~0-9A-Za-z-]+$/i;
const IPV4 = String.raw`(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}`;

/** A `%` that escapes nothing, or a character that needs no escape. */
const NEEDLESS_ESCAPE = /%(?![0-9A-Fa-f]{2})|%(2[dDeE]|3[0-9]|4[1-9a-fA-F]|5[0-9aAfF]|6[1-9a-fA-F]|7[0-9aAeE])/;

/** A string of a certain form; `what` completes the sentence "`x` is not …". */
export function form(what: string, pattern: RegExp) {
  return z.string().check(z.regex(pattern, what));
}

/** What Envoy's matcher of templates takes between slashes. */
const TEMPLATE_SEGMENT = /^[a-zA-Z0-9\-._~%!$&'()+,;:@=]*$/;

/**
 * A path that a normalised request can have: proxies decode, resolve and merge before they match (RFC 3986, section 6), so a
 * rule about any other path would never hold, and a DENY of it would never refuse.
 */
export function normalPath(what: string, isOperator: (segment: string, last: boolean) => boolean) {
  return form(what, /^\/[!-~]*$/).check(
    z.refine((path) => {
      const segments = path.split('/');
      const operators = segments.map((one, i) => isOperator(one, i === segments.length - 1));
      const literal = operators.includes(true) ? TEMPLATE_SEGMENT : /^[^?#\\{}*]*$/;
      return segments.every((one, i) => operators[i] || literal.test(one));
    }, what),
    z.refine(
      (path) => !path.includes('//') && !/\/\.\.?(\/|$)/.test(path) && !NEEDLESS_ESCAPE.test(path),
      'a path as proxies see it: without `//`, `/./`, `/../` and needless `%` escapes',
    ),
  );
}

export const name = form('a DNS label: lower-case letters, digits and `-`, at most 63 characters (RFC 1123)', LABEL);
export const objectName = form('a DNS name: lower-case letters, digits, `-` and `.` (RFC 1123)', SUBDOMAIN);
export const trustDomain = form('a trust domain: lower-case letters, digits, `-` and `.`', SUBDOMAIN);
export const host = form('a host such as `shop.example.com` or `*.example.com`', HOST);
export const labelValue = form('a label value: letters, digits, `-`, `_` and `.`, at most 63 characters', LABEL_VALUE);
export const labelKey = form('a label name such as `team` or `example.com/team`', LABEL_KEY);
export const duration = form('a duration such as `250ms`, `5s`, `2m` or `1h`', /^(?=.*[1-9])\d+(\.\d+)?(ms|s|m|h)$/);
export const headerName = form('a header name (for `host`, say `hosts`)', HEADER_NAME);
export const text = z.string().check(z.minLength(1, 'text: it is empty'));
export const method = z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'CONNECT', 'TRACE']);
export const portNumber = z
  .int('a port, 1 to 65535')
  .check(z.minimum(1, 'a port, 1 to 65535'), z.maximum(65535, 'a port, 1 to 65535'));
export const percentage = z
  .number()
  .check(z.minimum(0, 'a percentage, 0 to 100'), z.maximum(100, 'a percentage, 0 to 100'));
export const count = z.int('a whole number of at least 0').check(z.minimum(0, 'a whole number of at least 0'));
export const positive = z.int('a whole number of at least 1').check(z.minimum(1, 'a whole number of at least 1'));
export const cidr = form(
  'an address or block such as `10.0.0.0/8` or `2001:db8::/32`',
  new RegExp(String.raw`^(${IPV4}(/(3[0-2]|[12]?\d))?|[0-9a-fA-F:]*:[0-9a-fA-F:.]*(/(12[0-8]|1[01]\d|[1-9]?\d))?)$`),
);
export const labels = z.record(labelKey, labelValue);
export const mtls = z.enum(['strict', 'permissive', 'disabled']);

export function atLeastOne<T extends z.core.SomeType>(element: T) {
  return z
    .array(element)
    .check(z.minLength(1, 'an empty list: it would mean nobody to one reader and anybody to another'));
}
export function oneOrMore<T extends z.core.SomeType>(element: T) {
  return z.union([element, atLeastOne(element)]);
}
export function reference<const Kind extends string>(kind: Kind) {
  return z.strictObject({ ref: z.literal(kind), id: z.string() });
}
