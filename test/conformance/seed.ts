/**
 * Real proxies are asked the same on every run, so that a change is judged by what it changed. To look further:
 * `MESHWRIGHT_SEED=random npm run conformance`, which prints the seed of what it asks; `MESHWRIGHT_SEED=123` asks that again.
 */
const wanted = process.env['MESHWRIGHT_SEED'];
export const SEED = wanted === 'random' ? Date.now() % 1_000_000_000 : Number(wanted ?? 20261123);
