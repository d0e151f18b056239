import { error } from '../../diag/diagnostic.ts';
import type { ContainerProbe } from '../../manifest/kinds/core.ts';
import type { Duration } from '../../model/mesh.ts';
import type { Probe, Service, Workload } from '../../model/service.ts';
import type { Context } from './context.ts';
import { seconds } from './seconds.ts';

export interface ContainerProbes {
  readonly livenessProbe?: ContainerProbe;
  readonly readinessProbe?: ContainerProbe;
  readonly startupProbe?: ContainerProbe;
}

export function lowerProbes(service: Service, probes: Workload['probes'], gap: Context['gap']): ContainerProbes {
  const { liveness, readiness, startup } = probes;
  return {
    ...(liveness && { livenessProbe: lowerProbe(liveness, service, gap) }),
    ...(readiness && { readinessProbe: lowerProbe(readiness, service, gap) }),
    ...(startup && { startupProbe: lowerProbe(startup, service, gap) }),
  };
}

function lowerProbe(probe: Probe, service: Service, gap: Context['gap']): ContainerProbe {
  const { initialDelay, period, timeout, failureThreshold, successThreshold } = probe;
  const whole = (duration: Duration) => wholeSeconds(duration, service, gap);
  return {
    ...lowerCheck(probe.check),
    ...(initialDelay !== undefined && { initialDelaySeconds: whole(initialDelay) }),
    ...(period !== undefined && { periodSeconds: whole(period) }),
    ...(timeout !== undefined && { timeoutSeconds: whole(timeout) }),
    ...(failureThreshold !== undefined && { failureThreshold }),
    ...(successThreshold !== undefined && { successThreshold }),
  };
}

function lowerCheck(check: Probe['check']): ContainerProbe {
  switch (check.kind) {
    case 'http':
      return { httpGet: { path: check.path, port: check.port } };
    case 'tcp':
      return { tcpSocket: { port: check.port } };
    case 'grpc':
      return { grpc: { port: check.port } };
    case 'exec':
      return { exec: { command: check.command } };
  }
}

function wholeSeconds(duration: Duration, service: Service, gap: Context['gap']): number {
  const time = seconds(duration);
  if (!Number.isInteger(time)) {
    gap(
      error('MW3221', `a probe of \`${service.name}\` says \`${duration}\`, and Kubernetes counts in whole seconds`, {
        span: service.span,
        help: `write \`${Math.max(1, Math.round(time))}s\``,
      }),
    );
  }
  return Math.ceil(time);
}
