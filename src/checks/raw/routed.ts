import type { RawManifest } from '../../model/mesh.ts';
import { derived } from '../derived.ts';
import { each, field, networking, type Part, root } from './view.ts';

/** A `route` of a raw VirtualService, with its destinations. */
export interface RawRoute {
  readonly raw: RawManifest;
  readonly route: Part;
  /** Each `{ host, subset, port }`. */
  readonly destinations: readonly Part[];
  /** `mirror` and `mirrors`, as destinations. */
  readonly mirrors: readonly Part[];
}

export const rawRoutes = derived((mesh): readonly RawRoute[] =>
  networking(mesh, 'VirtualService').flatMap((raw) =>
    ['http', 'tls', 'tcp'].flatMap((protocol) => each(root(raw), 'spec', protocol).map((route) => routeOf(raw, route))),
  ),
);

function routeOf(raw: RawManifest, route: Part): RawRoute {
  const mirror = field(route, 'mirror');
  return {
    raw,
    route,
    destinations: each(route, 'route').map((one) => field(one, 'destination')),
    mirrors: [
      ...(mirror.value === undefined ? [] : [mirror]),
      ...each(route, 'mirrors').map((one) => field(one, 'destination')),
    ],
  };
}
