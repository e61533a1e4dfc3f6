// VARIANT: default, as `pm2 start server.js -i 4` has it; wait_ready; graceful, which has all that PM2 documents.
'use strict';
const variant = process.env.VARIANT ?? 'default';

const app = {
  name: 'bench',
  script: './server.js',
  exec_mode: 'cluster',
  instances: 4,
  env: {
    PORT: process.env.PORT ?? '8080',
    VERSION: process.env.VERSION ?? 'v1',
  },
};
if (variant !== 'default') {
  Object.assign(app, { wait_ready: true, listen_timeout: 10000 });
  app.env.WAIT_READY = 'true';
}
if (variant === 'graceful') {
  app.kill_timeout = 10000;
  app.env.GRACEFUL = 'true';
}
module.exports = { apps: [app] };
