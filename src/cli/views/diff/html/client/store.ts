import { parseState, printState, type State } from './state.ts';

export interface Store {
  readonly get: () => State;
  readonly set: (change: Partial<State>) => void;
  /** Called with the state now and the one before, at once and after each change. */
  readonly watch: (watcher: Watcher) => void;
}

type Watcher = (now: State, before: State | undefined) => void;

/** Browsers refuse an address that changes with every letter. */
const ADDRESS_DELAY = 250;

/** The state and the address of the page, each after the other. */
export function storeOf(start: State): Store {
  const watchers: Watcher[] = [];
  let state = parseState(location.hash, start);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const become = (next: State) => {
    const before = state;
    state = next;
    for (const watcher of watchers) watcher(state, before);
  };
  const set = (change: Partial<State>) => {
    become({ ...state, ...change });
    clearTimeout(timer);
    timer = setTimeout(() => writeAddress(printState(state, start)), ADDRESS_DELAY);
  };
  addEventListener('hashchange', () => become(parseState(location.hash, start)));
  return {
    get: () => state,
    set,
    watch: (watcher) => {
      watchers.push(watcher);
      watcher(state, undefined);
    },
  };
}

function writeAddress(said: string): void {
  const hash = said === '' ? '' : `#${said}`;
  if (location.hash === hash) return;
  try {
    history.replaceState(null, '', hash === '' ? location.pathname + location.search : hash);
  } catch {
    // A page inside of another may have no address that it can change.
  }
}
