import * as z from 'zod/mini';
import {
  atLeastOne,
  cidr,
  form,
  headerName,
  host,
  method,
  name,
  normalPath,
  oneOrMore,
  portNumber,
  reference,
  text,
  trustDomain,
} from './forms.ts';

/** Who, and which requests: what rules are made of. */

export const serviceRef = reference('service');
export const namespaceRef = reference('namespace');
export const gatewayRef = reference('gateway');
export const issuerRef = reference('issuer');

export const stringPattern = z.union([
  z.string(),
  z.strictObject({ exact: z.string() }),
  z.strictObject({ prefix: text }),
  z.strictObject({ suffix: text }),
  z.strictObject({ regex: text }),
  z.strictObject({ present: z.literal(true) }),
]);
export const headerPattern = z.union([
  stringPattern,
  z.strictObject({ absent: z.literal(true) }),
  z.strictObject({ not: stringPattern }),
]);
export const pathText = normalPath(
  'a path: it begins with `/`, and braces and `*` stand only in `{*}` (one segment) and `{**}` (the rest, last)',
  (segment, last) => segment === '{*}' || (segment === '{**}' && last),
);
export const exactPath = normalPath('a path: it begins with `/` and has no `?`, `#`, `*`, brace or blank', () => false);
export const pathPattern = z.union([
  pathText,
  z.strictObject({ exact: exactPath }),
  z.strictObject({ prefix: exactPath }),
  z.strictObject({ suffix: form('the end of a path: without `?`, `#`, `*` or blank', /^[^\s?#*]+$/) }),
  z.strictObject({ template: pathText }),
  z.strictObject({ regex: text }),
]);
export const headers = z.record(headerName, headerPattern);
export const claims = z.record(text, z.union([stringPattern, atLeastOne(stringPattern)]));

export const request = z.strictObject({
  methods: z.optional(atLeastOne(method)),
  notMethods: z.optional(atLeastOne(method)),
  paths: z.optional(atLeastOne(pathPattern)),
  notPaths: z.optional(atLeastOne(pathPattern)),
  hosts: z.optional(atLeastOne(host)),
  notHosts: z.optional(atLeastOne(host)),
  ports: z.optional(atLeastOne(z.union([portNumber, z.string()]))),
  notPorts: z.optional(atLeastOne(z.union([portNumber, z.string()]))),
  headers: z.optional(headers),
});

const plainCallers = [
  serviceRef,
  namespaceRef,
  gatewayRef,
  z.strictObject({
    serviceAccount: form(
      'a service account such as `bookinfo/productpage`',
      /^[a-z0-9][-a-z0-9]*\/[a-z0-9][-.a-z0-9]*$/,
    ),
  }),
  z.strictObject({
    spiffe: form(
      'a SPIFFE id such as `spiffe://cluster.local/ns/bookinfo/sa/reviews`',
      /^spiffe:\/\/[a-z0-9][-.a-z0-9]*\/ns\/[a-z0-9][-a-z0-9]*\/sa\/[a-z0-9][-.a-z0-9]*$/,
    ),
  }),
  z.strictObject({ trustDomain }),
  z.strictObject({ authenticated: z.literal(true) }),
  z.strictObject({ ipBlock: cidr }),
  z.strictObject({ remoteIpBlock: cidr }),
] as const;
/** Callers that a limit can be for. */
export const limitedCaller = z.union([...plainCallers]);
export const atomicCaller = z.union([
  ...plainCallers,
  z.strictObject({
    requestPrincipal: z.strictObject({
      issuer: issuerRef,
      subject: z.optional(stringPattern),
      audiences: z.optional(atLeastOne(text)),
      presenter: z.optional(text),
      claims: z.optional(claims),
    }),
  }),
]);
export const caller = z.union([atomicCaller, z.strictObject({ allOf: atLeastOne(atomicCaller) })]);

export const ruleFields = {
  from: z.union([z.literal('anyone'), caller, atLeastOne(caller)]),
  except: z.optional(oneOrMore(atomicCaller)),
  requests: z.optional(oneOrMore(request)),
  when: z.optional(
    z.strictObject({
      headers: z.optional(headers),
      claims: z.optional(claims),
      sni: z.optional(oneOrMore(stringPattern)),
      destinationIps: z.optional(oneOrMore(cidr)),
    }),
  ),
  dryRun: z.optional(z.boolean()),
  name: z.optional(name),
};
export const rule = z.strictObject(ruleFields);
export const customRule = z.strictObject({ ...ruleFields, provider: text });

export const reached = oneOrMore(z.union([serviceRef, namespaceRef]));
export const guardrailName = form('a name: one line of text', /^[^\r\n]{1,200}$/);
export const guardrailFields = { from: ruleFields.from, requests: z.optional(oneOrMore(request)) };
export const guardrail = z.union([
  z.strictObject({ ...guardrailFields, to: reached }),
  z.strictObject({ ...guardrailFields, reaches: reached }),
]);
