import { beforeAll, expect, it } from '@jest/globals';
import { loadMesh } from 'meshwright/jest';
import { expectations } from './expectations.cjs';

expectations(loadMesh, { beforeAll, expect, it });
