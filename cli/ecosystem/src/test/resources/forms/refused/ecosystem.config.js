// What test/programmatic/json_validation.mocha.js refuses, and more of it.
module.exports = {
  apps: [{
    name: 'hapi_playground',
    script: 'child.js',
    exec_mode: 'clusasdter_mode',
    instances: 'max',
    max_memory_restart: '1.5G',
    kill_timeout: '3s',
    min_uptime: 50,
    max_restarts: -1,
    autorestart: 'false',
    env: 5,
    listen_timeout: Infinity
  }, {
    name: 'nothing to start'
  },
  'text']
}
