import * as z from 'zod/mini';
import { PROTOCOLS } from '../../model/service.ts';
import { exactPath } from './access.ts';
import {
  atLeastOne,
  count,
  duration,
  form,
  labels,
  labelValue,
  mtls,
  objectName,
  portNumber,
  positive,
  text,
} from './forms.ts';

/** Services, their ports and their versions. */

export const probeTiming = {
  initialDelay: z.optional(duration),
  period: z.optional(duration),
  timeout: z.optional(duration),
  failureThreshold: z.optional(positive),
  successThreshold: z.optional(positive),
};
export const probe = z.union([
  z.strictObject({ ...probeTiming, http: exactPath, port: z.optional(portNumber) }),
  z.strictObject({ ...probeTiming, tcp: portNumber }),
  z.strictObject({ ...probeTiming, grpc: portNumber }),
  z.strictObject({ ...probeTiming, exec: atLeastOne(z.string()) }),
]);
export const quantity = form(
  'a quantity such as `100m`, `0.5` or `64Mi`',
  /^\d+(\.\d+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|e\d+)?$/,
);
export const envValue = z.union([
  z.string(),
  z.strictObject({ secret: objectName, key: text }),
  z.strictObject({ configMap: objectName, key: text }),
  z.strictObject({ field: text }),
]);
export const version = z.strictObject({
  labels: z.optional(labels),
  image: z.optional(form('an image reference', /^\S+$/)),
  replicas: z.optional(count),
  command: z.optional(atLeastOne(z.string())),
  args: z.optional(atLeastOne(z.string())),
  env: z.optional(z.record(form('a name of an environment variable', /^[-._a-zA-Z][-._a-zA-Z0-9]*$/), envValue)),
  resources: z.optional(
    z.strictObject({
      requests: z.optional(z.record(text, quantity)),
      limits: z.optional(z.record(text, quantity)),
    }),
  ),
  probes: z.optional(
    z.strictObject({ liveness: z.optional(probe), readiness: z.optional(probe), startup: z.optional(probe) }),
  ),
});
export const portName = form(
  'a port name: lower-case letters, digits and single `-`, at most 15 characters',
  /^(?=.{1,15}$)(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
);
export const port = z.union([
  portNumber,
  z.strictObject({ port: portNumber, targetPort: z.optional(portNumber), protocol: z.optional(z.enum(PROTOCOLS)) }),
]);
export const serviceOptions = z.strictObject({
  ports: z.record(portName, port),
  versions: z.optional(z.record(labelValue, version)),
  serviceAccount: z.optional(z.union([objectName, z.strictObject({ name: objectName, existing: z.literal(true) })])),
  selector: z.optional(labels),
  mtls: z.optional(z.union([mtls, z.strictObject({ mode: z.optional(mtls), ports: z.record(z.string(), mtls) })])),
  labels: z.optional(labels),
});
