// `expect(mesh).toAllow(…)` with the matchers' types, for the global `expect` (@types/jest) and that of @jest/globals.
import { expect as imported } from '@jest/globals';
import { type LoadedMesh, loadMesh } from 'meshwright/jest';

const mesh: LoadedMesh = await loadMesh({ target: 'dev' });
const other = await loadMesh();

expect(mesh).toAllow('productpage', 'reviews', 'GET /reviews/1');
expect(mesh).not.toDeny('productpage', 'reviews', 'GET /', { headers: { a: ['1', '2'] }, ip: '10.0.0.1', port: 80 });
expect(mesh).toReach('outside', 'ratings');
expect(mesh).toBeEquivalentTo(other);

imported(mesh).toAllow('productpage', 'reviews', 'GET /reviews/1', { jwt: { iss: 'x', aud: ['y'] }, plaintext: true });
imported(mesh).not.toReach('outside', 'ratings');
imported(mesh).toDeny('outside', 'ratings');
imported(mesh).toBeEquivalentTo(other);

// @ts-expect-error whom?
expect(mesh).toAllow('productpage');
// @ts-expect-error there is no such detail
imported(mesh).toAllow('productpage', 'reviews', 'GET /', { header: {} });
// @ts-expect-error not a mesh
imported(mesh).toBeEquivalentTo('dev');
// @ts-expect-error there is no such option
await loadMesh({ targets: ['dev'] });
