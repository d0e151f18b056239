import type { Found } from '../../analysis/rollout/check.ts';
import type { Breach } from '../../analysis/rollout/concern.ts';
import type { Operation } from '../../analysis/rollout/operation.ts';
import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import { manifestName } from '../../manifest/manifest.ts';
import { printRequest } from '../proof-findings.ts';
import type { Obstacle } from './plan.ts';

/** What goes wrong in a partial application, and when. */
export interface Reason {
  /** `GET orders.shop/x on port 8080 … would be refused, which both sides admit`. */
  readonly what: string;
  /** `with Service shop/a created, and DestinationRule shop/a not yet updated`. */
  readonly when: string;
  /** Where: `service shop/orders`. */
  readonly about: string;
}

export type Names = (key: string) => string;

export function reasonOf({ about, breach, done, undone }: Found, names: Names): Reason {
  return { about, what: breachText(breach, about), when: momentText(done, undone, names) };
}

function breachText(breach: Breach, about: string): string {
  switch (breach.kind) {
    case 'admitted':
      return `${about} would admit what neither side admits: ${printRequest(breach.request)}`;
    case 'refused':
      return `${about} would refuse what both sides admit: ${printRequest(breach.request)}`;
    case 'transport':
      return `${about}, ${breach.what}`;
    case 'unknown':
      return `nothing can be said of ${about}: ${breach.what}`;
    default:
      return breach.what;
  }
}

/** As many objects are named; the others are counted. */
const MOST = 4;
const DONE = { create: 'created', update: 'updated', remove: 'removed' } as const;

function momentText(done: readonly Operation[], undone: readonly Operation[], names: Names): string {
  const list = (all: readonly Operation[], not: string) => {
    const named = all.slice(0, MOST).map(({ key, kind }) => `${names(key)} ${not}${DONE[kind]}`);
    return [...named, ...(all.length > MOST ? [`${all.length - MOST} more`] : [])].join(', ');
  };
  if (done.length === 0) return '';
  return [`with ${list(done, '')}`, ...(undone.length > 0 ? [`and ${list(undone, 'not yet ')}`] : [])].join(', ');
}

/** Why there are no steps. */
export function obstacleFinding(obstacle: Obstacle, target: string): Diagnostic {
  switch (obstacle.kind) {
    case 'immutable':
      return error(
        'MW6154',
        `\`${manifestName(obstacle.manifest)}\` cannot become what it should be in \`${target}\``,
        {
          note: `Kubernetes does not let \`${obstacle.field}\` be changed in an object that is there`,
          help: 'give the version another name: the new one then stands beside the old one until that is removed',
        },
      );
    case 'settings':
      return error('MW6153', `${obstacle.settings.join(', ')} of the mesh differ between both sides in \`${target}\``, {
        note: 'that is what Istio itself is configured with, so no order of manifests can bring it about',
        help: 'change the settings of Istio first, with names of both in `trustDomainAliases`',
      });
    case 'found': {
      const { what, when } = reasonOf(obstacle.found, obstacle.names);
      return obstacle.found.breach.kind === 'unknown'
        ? error('MW6152', `no order of application can be claimed to be safe in \`${target}\``, {
            note: what,
            help: 'make the change in smaller parts',
          })
        : error('MW6151', `no order of application was found that is safe in \`${target}\``, {
            note: when === '' ? what : `${what} (${when})`,
            help: 'make the change in parts, or accept that moment and apply it at once',
          });
    }
  }
}
