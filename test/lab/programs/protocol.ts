// What the harness and the program inside a pod say to each other: one JSON value a line.

/** A request to send, exactly as written: the path is never normalised. */
export interface Ask {
  readonly url: string;
  readonly method?: string;
  /** A list of values is that many header lines. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
  /** Where to connect, when that is not what the URL says; the URL still gives authority and SNI. */
  readonly connect?: { readonly host: string; readonly port: number };
  readonly timeoutMs?: number;
}

/** What came back. Status 0: no HTTP answer, and `error` says why. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  readonly error?: string;
  readonly millis: number;
}

export interface Batch {
  readonly id: number;
  readonly parallel: number;
  readonly asks: readonly Ask[];
}

export interface Reply {
  readonly id: number;
  readonly answers: readonly Answer[];
}

/** What the application in a pod is, and what it answers with, beside the request it got. */
export interface App {
  readonly app: string;
  readonly ports: readonly { readonly port: number; readonly tls: boolean }[];
  /** Where the certificate for its TLS ports is; needed when there is one. */
  readonly certificate?: { readonly key: string; readonly cert: string };
}

/** The body of the application's answer; its status is 200, or what the header `x-status` asks for. */
export interface Echo {
  readonly app: string;
  readonly port: number;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}
