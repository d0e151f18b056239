import { header } from 'meshwright';
import { manyRules } from './many-rules.ts';

export default manyRules((i) => header.prefix(`key-${i}-`));
