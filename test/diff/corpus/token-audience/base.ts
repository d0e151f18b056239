import { allOf, POST, requestPrincipal } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
const login = root.issuer('login', {
  issuer: 'https://login.example.com',
  jwksUri: 'https://login.example.com/jwks',
  audiences: ['shop'],
});
orders.allow({ from: allOf(frontend, requestPrincipal(login)), requests: POST('/x') });

export default root;
