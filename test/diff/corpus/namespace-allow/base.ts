import { running } from '../shop.ts';

export default running().root;
