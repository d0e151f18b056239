import type { OptionSpec } from './verb.ts';

/** The options with which a request is described. */
export const REQUEST_OPTIONS: readonly OptionSpec[] = [
  { flags: '-t, --target <name>', description: 'ask about this target (default: the first)' },
  { flags: '--header <name: value>', description: 'a header of the request (may be repeated)', many: true },
  { flags: '--host <host>', description: 'the authority (default: that of the URL, or the destination)' },
  { flags: '--port <port>', description: 'the destination port, by name or number' },
  { flags: '--jwt <file>', description: 'the claims of a token that its issuer signed, as a JSON file' },
  { flags: '--ip <address>', description: 'the address of the client' },
  { flags: '--plaintext', description: 'without mutual TLS, so without an identity' },
];
