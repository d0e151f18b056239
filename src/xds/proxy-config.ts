import type { JsonObject } from '../base/json.ts';
import type { NonEmpty } from '../base/nonempty.ts';
import type { Span } from '../base/span.ts';
import type { ProxyFileName } from './paths.ts';

/** All that one stand-alone Envoy runs on. */
export interface ProxyConfig {
  /** Whose proxy it is. */
  readonly proxy: Proxy;
  /** The bootstrap first; with static configuration there is nothing else. */
  readonly files: NonEmpty<ProxyFile>;
}

export interface Proxy {
  readonly kind: 'service' | 'gateway';
  readonly namespace: string;
  readonly name: string;
}

/** One file: a bootstrap, or the answer of a discovery service. */
export interface ProxyFile {
  readonly name: ProxyFileName;
  /** An `envoy.config.bootstrap.v3.Bootstrap`, or an `envoy.service.discovery.v3.DiscoveryResponse`; fields in snake case, as Envoy's documentation has them. */
  readonly content: JsonObject;
  /** The declarations that it came from. */
  readonly spans: NonEmpty<Span>;
}

/** The message that a file holds. */
export function messageOf({ kind }: ProxyFileName): string {
  return kind === 'bootstrap' ? 'envoy.config.bootstrap.v3.Bootstrap' : 'envoy.service.discovery.v3.DiscoveryResponse';
}
