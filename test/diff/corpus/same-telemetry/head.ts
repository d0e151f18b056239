import { running } from '../shop.ts';

export default running({ tracing: { provider: 'otel', sampling: 1 } }).root;
