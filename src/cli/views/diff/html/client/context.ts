import type { PageData } from '../data.ts';
import type { Found, Index } from './filter.ts';
import type { Store } from './store.ts';

/** What every part of the page is given. */
export interface Context {
  readonly data: PageData;
  readonly index: Index;
  readonly store: Store;
  /** What the search and the filters leave, worked out once for each state. */
  readonly found: () => Found;
  /** Says it to those who do not see it. */
  readonly announce: (text: string) => void;
  /** Shows a row of the list, open, wherever it is. */
  readonly reveal: (id: string) => void;
}
