import { sameButSpans } from '../../base/same.ts';
import type { Report } from '../../diag/report.ts';
import type { Declaration } from '../../dsl/declaration.ts';
import type { AuthorizationRule } from '../../model/authorization.ts';
import type { Call, Mesh, Namespace } from '../../model/mesh.ts';
import type { Service } from '../../model/service.ts';
import { Context, type ServiceCore } from '../context.ts';
import { byKind, declareNamespace, routesOf, trafficOf } from '../elaborate.ts';
import { elaborateCall, elaborateRule } from '../rules.ts';
import { elaborateService } from '../services.ts';
import { type FilePart, type Place, type Places, partOf, placesOf, RULES } from './parts.ts';

/**
 * Puts what a file declares now in the place of what it declared before. Undefined where more than this file would have to be
 * elaborated anew, or where something is wrong with it, which is for the elaboration of everything to say.
 */
export function splice(
  mesh: Mesh,
  parts: readonly FilePart[],
  at: number,
  declarations: readonly Declaration[],
): { readonly mesh: Mesh; readonly part: FilePart } | undefined {
  const before = parts[at]!;
  const part = partOf(declarations);
  const shapes = new Set([...before.shapes, ...part.shapes]);
  const shared = parts.some((one, i) => i !== at && one.shapes.some((id) => shapes.has(id)));
  if (before.more || part.more || shared) return undefined;
  const places = placesOf(parts, at);
  const { result, diagnostics } = elaboratePart(mesh, places, declarations);
  if (diagnostics.length > 0 || !staysForOthers(mesh, places, result)) return undefined;
  return { mesh: assemble(mesh, places, result, shapes), part };
}

interface Elaborated {
  readonly namespace: readonly Namespace[];
  readonly service: readonly ServiceCore[];
  readonly calls: readonly Call[];
  readonly rules: Readonly<Record<(typeof RULES)[number], readonly AuthorizationRule[]>>;
  readonly routes: ReadonlyMap<string, Service['routes']>;
  readonly traffic: ReadonlyMap<string, NonNullable<Service['traffic']>>;
}

function elaboratePart(mesh: Mesh, places: Places, declarations: readonly Declaration[]): Report<Elaborated> {
  const context = new Context(mesh);
  for (const one of without(mesh.namespaces, places.namespace)) context.namespaces.set(one.name, one);
  for (const one of without(mesh.services, places.service)) context.services.set(one.key, one);
  for (const one of mesh.gateways) context.gateways.set(one.key, one);
  for (const one of mesh.issuers) context.issuers.set(one.name, one);
  const [namespaces, services] = [context.namespaces.size, context.services.size];
  const declared = byKind(declarations);
  for (const one of declared.namespace) declareNamespace(one, context);
  for (const one of declared.service) elaborateService(one, context);
  const routes = routesOf(declared, context);
  const traffic = trafficOf(declared, context);
  const calls = declared.call.flatMap((one) => elaborateCall(one, context) ?? []);
  const rules = (kind: Exclude<(typeof RULES)[number], 'call'>) =>
    declared[kind].flatMap((one) => elaborateRule(one, context) ?? []);
  const result: Elaborated = {
    namespace: [...context.namespaces.values()].slice(namespaces),
    service: [...context.services.values()].slice(services),
    calls: calls.map(({ call }) => call),
    rules: {
      call: calls.map(({ rule }) => rule),
      allow: rules('allow'),
      deny: rules('deny'),
      audit: rules('audit'),
      custom: rules('custom'),
    },
    routes,
    traffic,
  };
  return { result, diagnostics: context.diagnostics };
}

/** Whether what other files refer to is still there, and means the same to them. */
function staysForOthers(mesh: Mesh, places: Places, made: Elaborated): boolean {
  const services = new Map(made.service.map((one) => [one.key, one]));
  return (
    sameButSpans(made.namespace, mesh.namespaces.slice(...places.namespace)) &&
    mesh.services.slice(...places.service).every((one) => {
      const now = services.get(one.key);
      return now !== undefined && sameButSpans(referable(now), referable(one));
    })
  );
}

/** What elaborating a reference to a service takes from it. */
function referable({ identity, ports, versions }: ServiceCore) {
  return { identity, ports, versions: versions.map(({ name }) => name) };
}

function assemble(mesh: Mesh, places: Places, made: Elaborated, shapes: ReadonlySet<string>): Mesh {
  const own = new Map(mesh.services.slice(...places.service).map((one) => [one.key, one]));
  const shaped = (core: ServiceCore, otherwise?: Pick<Service, 'routes' | 'traffic'>): Service => {
    const traffic = shapes.has(core.key) ? made.traffic.get(core.key) : otherwise?.traffic;
    const routes = shapes.has(core.key) ? made.routes.get(core.key) : otherwise?.routes;
    return { ...core, ...(traffic && { traffic }), routes: routes ?? [] };
  };
  const elsewhere = (service: Service): Service => {
    if (!shapes.has(service.key)) return service;
    const { routes: _, traffic: __, ...core } = service;
    return shaped(core);
  };
  const [from, to] = places.service;
  return {
    ...mesh,
    namespaces: replaced(mesh.namespaces, places.namespace, made.namespace),
    services: [
      ...mesh.services.slice(0, from).map(elsewhere),
      ...made.service.map((core) => shaped(core, own.get(core.key))),
      ...mesh.services.slice(to).map(elsewhere),
    ],
    calls: replaced(mesh.calls, places.call, made.calls),
    // From the last to the first, so that the places of those before stay what they are.
    rules: RULES.toReversed().reduce((rules, kind) => replaced(rules, places[kind], made.rules[kind]), mesh.rules),
  };
}

function without<T>(list: readonly T[], place: Place): readonly T[] {
  return replaced(list, place, []);
}

function replaced<T>(list: readonly T[], [from, to]: Place, by: readonly T[]): readonly T[] {
  return [...list.slice(0, from), ...by, ...list.slice(to)];
}
