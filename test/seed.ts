import fc from 'fast-check';

/**
 * Laws are tried with the same examples on every run, so that a change is judged by what it changed. To look further:
 * `FC_SEED=random npm run jest`, which prints the seed of a failure; `FC_SEED=123` runs that again.
 */
const wanted = process.env['FC_SEED'];
if (wanted !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wanted ?? 20261123) });
