// A second permission asks for a token: from then on the proxy looks at the tokens of all requests.
import { running } from '../shop.ts';

export const { root } = running();
