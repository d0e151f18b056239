/**
 * Every code that meshwright can report, with its title. A code is never reused: a retired one stays, with `retired: true`.
 *
 * MW0xxx the command line, configuration, loading of policies, writing of output
 * MW1xxx what a declaration says: shape, names, references
 * MW2xxx routes, gateways, traffic
 * MW3xxx whether a rule can be enforced, and by whom
 * MW4xxx manifests: schemas, CEL rules, raw manifests, collisions
 * MW5xxx guardrails
 * MW9xxx bugs of meshwright
 */
export const CATALOGUE = {
  MW0001: { title: 'the configuration file is missing or cannot be read' },
  MW0002: { title: 'the configuration says something that does not exist' },
  MW9001: { title: 'meshwright has a bug' },
} as const satisfies Record<`MW${number}`, CatalogueEntry>;

export interface CatalogueEntry {
  readonly title: string;
  readonly retired?: true;
}

export type Code = keyof typeof CATALOGUE;
