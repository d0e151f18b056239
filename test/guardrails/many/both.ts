// Each prefix meets each suffix: tens of thousands of cases, which no store has to hold.
import { header } from 'meshwright';
import { manyRules } from './many-rules.ts';

export default manyRules((i) => (i % 2 === 0 ? header.prefix(`key-${i}-`) : header.suffix(`-key-${i}`)));
