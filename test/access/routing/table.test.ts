import { describe, expect, it } from '@jest/globals';
import { printEntries, printForwarding, type RouteEntry } from '../../../src/access/routing/table.ts';

const HOST = 'reviews.bookinfo.svc.cluster.local';
const toHost: RouteEntry = { action: { to: [{ host: HOST, version: undefined, weight: 100 }] } };

describe('the text of routes', () => {
  it('is the same for a route that sends everything on, however it is asked for', () => {
    expect(printForwarding(HOST)).toBe(printEntries([toHost]));
    expect(printEntries([toHost, { path: ['/a'], action: {} }])).toBe(printForwarding(HOST));
    expect(printEntries([{ ...toHost, path: ['/.*'] }, toHost])).not.toBe(printForwarding(HOST));
  });

  it('has the conditions of a route that is not for everything', () => {
    expect(printEntries([{ methods: ['GET'], action: {} }, { action: {} }])).toBe(
      '* {"action":{},"methods":["GET"]}\n* {"action":{}}',
    );
  });
});
