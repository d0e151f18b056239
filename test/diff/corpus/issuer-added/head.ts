import { allOf, GET, requestPrincipal } from 'meshwright';
import { shop } from '../shop.ts';

const { root, frontend, orders } = shop();
const login = root.issuer('login', {
  issuer: 'https://login.example.com',
  jwksUri: 'https://login.example.com/jwks',
  audiences: ['shop'],
});
const staff = root.issuer('staff', {
  issuer: 'https://staff.example.com',
  jwksUri: 'https://staff.example.com/jwks',
  fromHeaders: [{ name: 'x-staff' }],
});
orders.allow({ from: allOf(frontend, requestPrincipal(login)), requests: GET('/orders/{*}') });
orders.allow({ from: allOf(frontend, requestPrincipal(staff)), requests: GET('/orders/{*}') });

export { root };
