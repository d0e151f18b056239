import { within } from '../../base/span.ts';
import { error } from '../../diag/diagnostic.ts';
import type { Check } from '../check.ts';
import { selects } from '../pods.ts';

/** The labels of a service's versions tell them apart: none selects the pods of another. */
export const sameVersions: Check = {
  codes: ['MW3002'],
  *run({ mesh }) {
    for (const { name, span, versions } of mesh.services) {
      for (const version of versions) {
        const other = versions.find((each) => each !== version && selects(version.labels, each.labels));
        if (other === undefined) continue;
        // Equal labels select each other: the second of the two is reported.
        if (selects(other.labels, version.labels) && versions.indexOf(other) > versions.indexOf(version)) continue;
        yield error(
          'MW3002',
          `the labels of version \`${version.name}\` of \`${name}\` also select the pods of \`${other.name}\``,
          {
            span: within(span, 1, 'versions', version.name, 'labels'),
            related: [{ span: within(span, 1, 'versions', other.name), note: `\`${other.name}\` is declared here` }],
            note: `what a route sends to \`${version.name}\` reaches \`${other.name}\` too`,
            help: 'give each version a label value of its own',
          },
        );
      }
    }
  },
};
