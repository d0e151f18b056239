import { running } from '../shop.ts';

export default running({ authorization: 'deny-by-default' }).root;
