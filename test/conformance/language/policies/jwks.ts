// The test makes a key for each run and writes it here, in its own copy.
export const jwks = '{"keys":[]}';
