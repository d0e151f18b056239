import { running } from '../shop.ts';

export default running({ trustDomainAliases: ['old.example'] }).root;
