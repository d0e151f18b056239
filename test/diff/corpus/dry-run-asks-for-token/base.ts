// A rule that is only tried asks for a token: from then on the proxy refuses tokens that it does not accept.
import { GET } from 'meshwright';
import { shop } from '../shop.ts';

const { root, frontend, orders } = shop();
root.issuer('login', {
  issuer: 'https://login.example.com',
  jwksUri: 'https://login.example.com/jwks',
});
orders.allow({ from: frontend, requests: GET('/orders/{*}') });

export { root };
