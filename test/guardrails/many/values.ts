import { manyRules } from './many-rules.ts';

export default manyRules((i) => `key-${i}`);
