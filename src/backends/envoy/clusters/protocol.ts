import type { JsonObject } from '../../../base/json.ts';
import type { ServicePort } from '../../../model/service.ts';
import { typed } from '../any.ts';

const OPTIONS = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';

/** How the requests of a cluster are sent. */
export function protocolOptions(http2: boolean, common: JsonObject): JsonObject {
  return {
    typed_extension_protocol_options: {
      [OPTIONS]: typed(OPTIONS, {
        ...(Object.keys(common).length > 0 && { common_http_protocol_options: common }),
        explicit_http_config: { [http2 ? 'http2_protocol_options' : 'http_protocol_options']: {} },
      }),
    },
  };
}

export function speaksHttp2({ protocol }: ServicePort): boolean {
  return protocol === 'grpc' || protocol === 'http2';
}
