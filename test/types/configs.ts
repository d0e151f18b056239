import { typed } from '../../src/backends/envoy/any.ts';

typed('envoy.extensions.access_loggers.file.v3.FileAccessLog', { path: '/dev/stdout' });
typed('envoy.extensions.filters.http.router.v3.Router');
// @ts-expect-error Envoy has no such field
typed('envoy.extensions.access_loggers.file.v3.FileAccessLog', { paht: '/dev/stdout' });
// @ts-expect-error a path is text
typed('envoy.extensions.access_loggers.file.v3.FileAccessLog', { path: 1 });
// @ts-expect-error Envoy has no such message
typed('envoy.extensions.access_loggers.file.v3.FileLog', {});
// @ts-expect-error no value of the enum
typed('envoy.config.cluster.v3.Cluster', { lb_policy: 'ROUND_ROBBIN' });
typed('envoy.config.cluster.v3.Cluster', { lb_policy: 'ROUND_ROBIN', connect_timeout: '1s' });
