import { running } from '../shop.ts';

const { root, frontend, database } = running();
frontend.calls(database);

export default root;
