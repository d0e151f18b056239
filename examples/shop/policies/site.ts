// What another installation of the shop would change: whose keys sign its tokens, and which addresses are its own.

/** The keys of https://login.example.com, as it publishes them. */
export const customerKeys = JSON.stringify({
  keys: [
    {
      kid: 'login-1',
      kty: 'RSA',
      use: 'sig',
      alg: 'RS256',
      e: 'AQAB',
      n: '5CrNXma3CtnLXXWeZtBYlby20x7nDA_ui2gqIEkp2o2Z5y5J2F8dZji5fHDVb4RsGN1da9-d24Ajqz6g3lakB03lXhZ46LiX7q7hMsOcJOt0Gywim0jycjKLPVlnRJta4uCUHYcWvf8AE623KQZvnhNkKjir4lb-383sc_03dxFP3Fyl-KiaZfGaxzE6dWcguHtCxvOzgUZ-Gf9f3OMWnzkHNUTkqre7PF_sA62xceFwar9XOPOuF7ptbaDQC6ZvRnWPTom5EsgXZ6J-kj67Z39r_Fpwc6TmtOL2xpyllBIo7dXu0VRLte47KO-T1kygHypDIh9lA-RZ5MHTXD-uow',
    },
  ],
});

/** The keys of https://staff.example.com, as it publishes them. */
export const staffKeys = JSON.stringify({
  keys: [
    {
      kid: 'staff-1',
      kty: 'RSA',
      use: 'sig',
      alg: 'RS256',
      e: 'AQAB',
      n: 'y7ZxD8tqZmrk-Fu08epGnOVN0OjHN9mdxNC-rnQ7JH_8EffA749A6mtnSjq_Kbyb_vTE5vSlH4TS0QAp_lVTk7G88HTs_-4jnxmM8kXNvJ37T7Ma1tFd8dcrHQYhYa9a4TqYc2mkGuznzZpNfLicXU8MvM8qlg13SjuqB496bctjHLTuZQZDvi5PTpGrXXgzBK1iHn3PtfmoKcUDLHyqpNdS2vTMuCMkoOXMRKvr39r2pe_uibiUYEZSGC_jArnfqGMTMgJ9cKkorBo73NoNDroo-AsiuBlw-WqVMtx58pLi_iLdWJDTdrAQXhL_bRygDyxAut6la8tAgqypduOi1Q',
    },
  ],
});

/** Where the carriers' appliances call from. */
export const carriers = { all: '10.20.0.0/16', testBench: '10.20.9.0/24' } as const;

/** Clients that are shut out. */
export const banned = '203.0.113.0/24';
