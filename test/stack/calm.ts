import { withHttpRoutes } from '../../src/model/http-routes.ts';
import { type Lookup, lookup } from '../../src/model/lookup.ts';

/** The same mesh, of which no route holds requests back or answers them with faults: what may be asked stays what it was. */
export function calm({ mesh }: Lookup): Lookup {
  return lookup(withHttpRoutes(mesh, ({ fault: _, timeout: __, ...route }) => route));
}
