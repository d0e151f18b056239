import { shop } from '../shop.ts';

export default shop({ authorization: 'allow-by-default' }).root;
