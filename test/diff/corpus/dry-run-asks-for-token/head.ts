import { allOf, GET, requestPrincipal } from 'meshwright';
import { shop } from '../shop.ts';

const { root, frontend, orders } = shop();
const login = root.issuer('login', {
  issuer: 'https://login.example.com',
  jwksUri: 'https://login.example.com/jwks',
});
orders.allow({ from: frontend, requests: GET('/orders/{*}') });
orders.allow({ from: allOf(frontend, requestPrincipal(login)), requests: GET('/reports/{*}'), dryRun: true });

export { root };
