import type { JsonObject } from '../../../base/json.ts';
import { error } from '../../../diag/diagnostic.ts';
import type { HttpMatch, HttpRoute } from '../../../model/route.ts';
import type { Context } from '../context.ts';
import { action } from './action.ts';
import { conditions, pathWays } from './match.ts';
import { settings } from './settings.ts';

/** One route of the mesh, as the routes of Envoy that it takes: one for each match, two where a prefix is rewritten. */
export function httpRoutes(route: HttpRoute, asked: number | undefined, context: Context): readonly JsonObject[] {
  reportActions(route, context);
  const matches: readonly HttpMatch[] = route.matches.length > 0 ? route.matches : [{ headers: [], query: [] }];
  return matches.flatMap((match) =>
    pathWays(match.path, route.rewrite?.path !== undefined).map((way) => ({
      name: route.name,
      match: { ...way.path, ...conditions(match, refusing(route, context)) },
      ...action(route, way, asked, context),
      ...settings(route, context),
    })),
  );
}

/** Whether a route leaves nothing to those after it. */
export function takesAll({ matches }: HttpRoute): boolean {
  return matches.length === 0;
}

function refusing({ span }: HttpRoute, { gap }: Context): (name: string, value: string) => void {
  return (name, value) =>
    gap(
      error(
        'MW3456',
        `without \`${value}\` in header \`${name}\`, Envoy would not match requests that lack the header`,
        {
          span,
          help: 'exclude values that cannot be empty',
        },
      ),
    );
}

function reportActions({ name, action: does, rewrite, mirror, span }: HttpRoute, { gap }: Context): void {
  if (does.kind === 'forward') return;
  const what = does.kind === 'redirect' ? 'a redirect' : 'a direct response';
  if (rewrite) gap(error('MW3457', `route \`${name}\` is ${what}, and cannot rewrite the request as well`, { span }));
  if (mirror) gap(error('MW3457', `route \`${name}\` is ${what}, and cannot mirror the request as well`, { span }));
}
