import { POST, requestPrincipal } from 'meshwright';
import { running } from '../shop.ts';

const { root, orders } = running();
const login = root.issuer('login', { issuer: 'https://login.example.com', jwksUri: 'https://login.example.com/jwks' });
orders.allow({ from: requestPrincipal(login, { subject: 'alice' }), requests: POST('/x') });

export default root;
