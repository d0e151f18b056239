import { type Span, within } from '../base/span.ts';
import type { DeclarationOf, ProbeSyntax, ServiceOptionsSyntax, VersionSyntax } from '../dsl/declaration.ts';
import { key } from '../model/ids.ts';
import type { EnvVar, Probe, ServiceMtls, ServicePort, Version, Workload } from '../model/service.ts';
import type { Context, ServiceCore } from './context.ts';
import { nonEmpty } from './matches.ts';
import { portNamed, portsOf } from './ports.ts';

/** A service, its ports, versions and identity. */
export function elaborateService(declaration: DeclarationOf<'service'>, context: Context): void {
  const { span, args, in: owner } = declaration;
  const name = args[0];
  const options = args[1];
  const ports = portsOf(options.ports, span, context);
  checkVersionLabels(options.versions, span, context);
  if (ports === undefined) return;
  const { trustDomain, clusterDomain } = context.settings;
  const account = options.serviceAccount ?? name;
  const core: ServiceCore = {
    key: key(owner.id, name),
    name,
    namespace: owner.id,
    hostname: `${name}.${owner.id}.svc.${clusterDomain}`,
    ports,
    identity: {
      trustDomain,
      namespace: owner.id,
      serviceAccount: typeof account === 'string' ? account : account.name,
    },
    ownsServiceAccount: typeof account === 'string',
    selector: options.selector ?? { app: name },
    versions: Object.entries(options.versions ?? {}).map(([version, syntax]) => versionOf(version, syntax, ports[0])),
    mtls: mtlsOf(options.mtls, { name, ports, span }, context),
    labels: options.labels ?? {},
    span,
  };
  context.declare(context.services, core.key, core, 'MW1101', `service \`${name}\``);
}

function mtlsOf(
  syntax: ServiceOptionsSyntax['mtls'],
  service: Pick<ServiceCore, 'name' | 'ports' | 'span'>,
  context: Context,
): ServiceMtls {
  if (syntax === undefined) return { ports: [] };
  if (typeof syntax === 'string') return { mode: syntax, ports: [] };
  const ports = Object.entries(syntax.ports).flatMap(([name, mode]) => {
    const port = portNamed(name, service, within(service.span, 1, 'mtls', 'ports', name), context);
    return port ? [{ port: port.targetPort, mode }] : [];
  });
  return { ...(syntax.mode && { mode: syntax.mode }), ports };
}

/** `version` tells versions apart, by their names: another value would be lost. */
function checkVersionLabels(versions: ServiceOptionsSyntax['versions'], span: Span, context: Context): void {
  for (const [name, { labels }] of Object.entries(versions ?? {})) {
    if (labels?.['version'] === undefined || labels['version'] === name) continue;
    context.error('MW1013', `the label \`version\` of version \`${name}\` is its name, not \`${labels['version']}\``, {
      span: within(span, 1, 'versions', name, 'labels', 'version'),
      help: 'leave the label out, or name the version so',
    });
  }
}

function versionOf(name: string, syntax: VersionSyntax, first: ServicePort): Version {
  const labels = { ...syntax.labels, version: name };
  return syntax.image === undefined
    ? { name, labels }
    : { name, labels, workload: workloadOf(syntax.image, syntax, first) };
}

function workloadOf(image: string, syntax: VersionSyntax, first: ServicePort): Workload {
  const probe = (one: ProbeSyntax | undefined) => one && probeOf(one, first);
  const { liveness, readiness, startup } = syntax.probes ?? {};
  return {
    image,
    ...(syntax.replicas !== undefined && { replicas: syntax.replicas }),
    ...(syntax.command && { command: syntax.command }),
    ...(syntax.args && { args: syntax.args }),
    env: Object.entries(syntax.env ?? {}).map(([variable, value]) => envVar(variable, value)),
    ...(syntax.resources && { resources: syntax.resources }),
    probes: {
      ...(liveness && { liveness: probe(liveness) }),
      ...(readiness && { readiness: probe(readiness) }),
      ...(startup && { startup: probe(startup) }),
    },
  };
}

function envVar(name: string, value: NonNullable<VersionSyntax['env']>[string]): EnvVar {
  if (typeof value === 'string') return { name, kind: 'value', value };
  if ('secret' in value) return { name, kind: 'secret', from: value.secret, key: value.key };
  if ('configMap' in value) return { name, kind: 'configMap', from: value.configMap, key: value.key };
  return { name, kind: 'field', path: value.field };
}

function probeOf(syntax: ProbeSyntax, first: ServicePort): Probe {
  const { initialDelay, period, timeout, failureThreshold, successThreshold } = syntax;
  return {
    check: probeCheck(syntax, first),
    ...(initialDelay && { initialDelay }),
    ...(period && { period }),
    ...(timeout && { timeout }),
    ...(failureThreshold && { failureThreshold }),
    ...(successThreshold && { successThreshold }),
  };
}

function probeCheck(syntax: ProbeSyntax, first: ServicePort): Probe['check'] {
  if ('http' in syntax) return { kind: 'http', path: syntax.http, port: syntax.port ?? first.targetPort };
  if ('tcp' in syntax) return { kind: 'tcp', port: syntax.tcp };
  if ('grpc' in syntax) return { kind: 'grpc', port: syntax.grpc };
  return { kind: 'exec', command: nonEmpty(syntax.exec) };
}
