import { running } from '../shop.ts';

export default running({ authorization: 'allow-by-default' }).root;
