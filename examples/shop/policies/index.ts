// The entry: importing a module declares what it holds.
import './access.ts';
import './edge.ts';
import './routes.ts';

export { shop as default } from './mesh.ts';
