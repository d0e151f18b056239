// The mesh that every contender makes: N services, ten in a namespace, seven objects each.

export const NAMESPACE_SIZE = 10;
export const PORT = 8080;
const CALLERS = 3;

export function namespaceCount(services: number): number {
  return Math.ceil(services / NAMESPACE_SIZE);
}

export function serviceName(service: number): string {
  return `svc-${String(service).padStart(5, '0')}`;
}

export function namespaceName(namespace: number): string {
  return `ns-${String(namespace).padStart(4, '0')}`;
}

export function namespaceIndex(service: number): number {
  return Math.floor(service / NAMESPACE_SIZE);
}

export function namespaceOf(service: number): string {
  return namespaceName(namespaceIndex(service));
}

export function imageOf(service: number): string {
  return `registry.example.com/${serviceName(service)}:1.0.0`;
}

/** What its callers may ask of it. */
export function pathOf(service: number): string {
  return `/api/${serviceName(service)}/{*}`;
}

/** The next three services: most are in the same namespace, some in the following one. */
export function callersOf(service: number, services: number): number[] {
  return Array.from({ length: Math.min(CALLERS, services - 1) }, (_, k) => (service + k + 1) % services);
}
