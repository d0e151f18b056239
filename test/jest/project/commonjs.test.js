const { loadMesh } = require('meshwright/jest');
const { expectations } = require('./expectations.cjs');

expectations(loadMesh, { beforeAll, expect, it });
