// What the tests of both module systems have in common: each name says whether it passes.
exports.expectations = (loadMesh, { beforeAll, expect, it }) => {
  let dev;
  let prod;
  beforeAll(async () => {
    [dev, prod] = await Promise.all([loadMesh({ target: 'dev' }), loadMesh({ target: 'prod' })]);
  });

  it('passes: toAllow', () => expect(dev).toAllow('web', 'cart', 'GET /carts/1'));
  it('passes: toAllow, from outside', () => expect(dev).toAllow('outside', 'web', 'GET http://shop.example.com/shop'));
  it('passes: toAllow, by hand', () => expect(dev).toAllow('web', 'payment', 'POST /refunds'));
  it('passes: not.toAllow', () => expect(dev).not.toAllow('web', 'cart', 'GET /carts/1', { plaintext: true }));
  it('passes: toDeny', () => expect(dev).toDeny('web', 'apps/cart', 'DELETE /carts/1', { headers: { a: '1' } }));
  it('passes: not.toDeny', () => expect(dev).not.toDeny('web', 'cart', '/carts/1', { port: 8080 }));
  it('passes: toReach', () => expect(dev).toReach('outside', 'payment'));
  it('passes: not.toReach', () => expect(dev).not.toReach('outside', 'audit'));
  it('passes: toBeEquivalentTo', async () => expect(dev).toBeEquivalentTo(await loadMesh()));
  it('passes: not.toBeEquivalentTo', () => expect(dev).not.toBeEquivalentTo(prod));

  it('fails: toAllow', () => expect(dev).toAllow('web', 'cart', 'DELETE /carts/1'));
  it('fails: not.toAllow', () => expect(dev).not.toAllow('web', 'cart', 'GET /carts/1'));
  it('fails: toDeny', () => expect(dev).toDeny('web', 'cart', 'GET /carts/1', { headers: { a: ['1', '2'] } }));
  it('fails: toDeny, by hand', () => expect(dev).toDeny('web', 'payment', 'POST /refunds'));
  it('fails: toDeny, from outside', () => expect(dev).toDeny('outside', 'web', 'GET http://shop.example.com/shop'));
  it('fails: a port that is none', () => expect(dev).toAllow('web', 'cart', 'GET /carts/1', { port: 'tcp' }));
  it('fails: toReach', () => expect(dev).toReach('web', 'audit'));
  it('fails: toReach, of nobody', () => expect(dev).toReach('anonymous', 'web'));
  it('fails: not.toReach', () => expect(dev).not.toReach('outside', 'payment'));
  it('fails: toReach, by hand', () => expect(dev).not.toReach('web', 'payment'));
  it('fails: toBeEquivalentTo, by hand', async () => expect(dev).toBeEquivalentTo(await loadMesh({ root: 'without' })));
  it('fails: toBeEquivalentTo', () => expect(dev).toBeEquivalentTo(prod));
  it('fails: not.toBeEquivalentTo', () => expect(dev).not.toBeEquivalentTo(dev));

  it('fails: an unknown caller', () => expect(dev).not.toAllow('wbe', 'cart'));
  it('fails: an unknown destination', () => expect(dev).toReach('web', 'crat'));
  it('fails: a gateway to reach', () => expect(dev).toReach('web', 'edge'));
  it('fails: no request', () => expect(dev).toDeny('web', 'cart', 'carts'));
  it('fails: no mesh', () => expect({}).not.toReach('web', 'cart'));
  it('fails: a promise', () => expect(loadMesh()).toReach('web', 'cart'));
  it('fails: an unknown target', () => loadMesh({ target: 'staging' }));
  it('fails: broken policies', () => loadMesh({ root: 'broken' }));
  it('fails: no project', () => loadMesh({ root: '/' }));
};
