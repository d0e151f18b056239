import type { Json } from '../base/json.ts';
import type { Identity } from '../model/ids.ts';

/** One request as it reaches the proxy of a destination, after that proxy's normalisation of the path. */
export interface Request {
  /** Plaintext carries no identity; mutual TLS always one. */
  readonly identity?: Identity;
  /** The peer of the connection. */
  readonly sourceIp: string;
  /** The client as proxies on the way report it. */
  readonly remoteIp: string;
  readonly destinationIp: string;
  /** Of the pod. */
  readonly port: number;
  /** What the client asked for in TLS; empty for none. */
  readonly sni: string;
  /** Absent where the port carries something else than HTTP. */
  readonly http?: HttpRequest;
  /** Providers of external authorization that would say no. */
  readonly refusedBy?: readonly string[];
}

export interface HttpRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** The authority in lower case, with its port if it has one. */
  readonly host: string;
  /** Names in lower case; each line of a repeated header is a value of its own. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** A token; absent for none. One with a bad signature, or out of date, is one of an issuer that nobody knows. */
  readonly jwt?: Jwt;
}

export interface Jwt {
  /** Where it is sent, as `x-token:`; absent: `authorization: Bearer`. */
  readonly place?: string;
  readonly issuer: string;
  readonly subject?: string;
  readonly audiences?: readonly string[];
  readonly presenter?: string;
  readonly claims?: Readonly<Record<string, Json>>;
}
