import { running } from '../shop.ts';

export default running({ mtls: 'strict' }).root;
