// The form of test/programmatic/fixtures/json-env-passing and issue_6073_object_env.mocha.js.
module.exports = {
  apps: [{
    name: 'shop',
    script: 'http.js',
    port: 3000,
    env: {
      CONFIG: { db: { host: 'db', port: 5432 }, on: [true, null, 1.5, 1e21] },
      NOTHING: null,
      MISSING: undefined,
      RATIO: 0.1,
      BIG: 123456789012345680000000,
      FLAG: false,
      EMPTY: '',
      DOLLARS: 'costs $$5, $(WORKER_INSTANCE) and $HOME',
      LINES: 'one\ntwo\ttab "quoted" \\ back\u0007slash \u{1F600}',
      YES: 'yes',
      NUMBER: '007'
    }
  }]
}
