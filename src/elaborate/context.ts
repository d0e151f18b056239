import type { Span } from '../base/span.ts';
import { didYouMean } from '../base/suggest.ts';
import type { Code } from '../diag/catalogue.ts';
import { type Diagnostic, type DiagnosticDetails, error } from '../diag/diagnostic.ts';
import type { Gateway } from '../model/gateway.ts';
import type { GatewayKey, ServiceKey } from '../model/ids.ts';
import type { Issuer, Mesh, Namespace } from '../model/mesh.ts';
import type { Service } from '../model/service.ts';

/** What of the mesh stands on its own, before anything that refers to something else. */
export type MeshSettings = Pick<
  Mesh,
  | 'name'
  | 'trustDomain'
  | 'trustDomainAliases'
  | 'rootNamespace'
  | 'clusterDomain'
  | 'mtls'
  | 'authorization'
  | 'tracing'
  | 'accessLogs'
  | 'span'
>;

/** A service without what other declarations add to it. */
export type ServiceCore = Omit<Service, 'routes' | 'traffic'>;
export type GatewayCore = Omit<Gateway, 'routes'>;

/** What references are resolved against, and where findings go. */
export class Context {
  readonly settings: MeshSettings;
  readonly namespaces = new Map<string, Namespace>();
  readonly services = new Map<ServiceKey, ServiceCore>();
  readonly gateways = new Map<GatewayKey, GatewayCore>();
  readonly issuers = new Map<string, Issuer>();
  readonly diagnostics: Diagnostic[] = [];

  constructor(settings: MeshSettings) {
    this.settings = settings;
  }

  error(code: Code, message: string, details: DiagnosticDetails): undefined {
    this.diagnostics.push(error(code, message, details));
    return undefined;
  }

  /** Takes a declaration in by name, or reports that the name is taken. */
  declare<K, T extends { readonly span: Span }>(into: Map<K, T>, key: K, value: T, code: Code, what: string): void {
    const first = into.get(key);
    if (first === undefined) into.set(key, value);
    else
      this.error(code, `${what} is declared twice`, {
        span: value.span,
        related: [{ span: first.span, note: 'first here' }],
      });
  }

  /** What a reference means; one that means nothing is reported. */
  resolve<T>(known: ReadonlyMap<string, T>, what: string, id: string, span: Span): T | undefined {
    const found = known.get(id);
    if (found !== undefined) return found;
    const help = didYouMean(id, [...known.keys()]);
    return this.error('MW1201', `there is no ${what} \`${id}\``, { span, ...(help && { help }) });
  }
}
