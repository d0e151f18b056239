import { groupBy, sortBy } from '../../base/order.ts';
import { error } from '../../diag/diagnostic.ts';
import type { Check } from '../check.ts';
import { each, field, labelsOf, nameOf, networking, root, spanOf, text } from './view.ts';

/** The labels of a raw DestinationRule's subsets tell them apart. */
export const sameSubsets: Check = {
  codes: ['MW4113'],
  *run(mesh) {
    for (const raw of networking(mesh, 'DestinationRule')) {
      const subsets = each(root(raw), 'spec', 'subsets').map((part) => ({
        part,
        name: text(field(part, 'name')) ?? '?',
        labels: JSON.stringify(sortBy(Object.entries(labelsOf(field(part, 'labels'))), ([label]) => label)),
      }));
      for (const [first, ...others] of groupBy(subsets, ({ labels }) => labels).values()) {
        for (const other of first ? others : []) {
          yield error(
            'MW4113',
            `subsets \`${first?.name}\` and \`${other.name}\` of \`${nameOf(raw)}\` select the same pods`,
            {
              span: spanOf(other.part),
              note: `what a route sends to \`${other.name}\` reaches the pods of \`${first?.name}\``,
              help: 'give each subset labels of its own',
            },
          );
        }
      }
    }
  },
};
