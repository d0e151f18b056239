import './access.ts';
import './edge.ts';
import './routes.ts';

export { shop as default } from './mesh.ts';
