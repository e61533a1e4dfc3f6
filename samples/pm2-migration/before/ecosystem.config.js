module.exports = {
  apps: [{
    name: 'shop',
    script: 'server.js',
    instances: 'max',
    exec_mode: 'cluster',
    wait_ready: true,
    listen_timeout: 60000,
    kill_timeout: 5000,
    env: { PORT: 3000, SHOP_VERSION: '1.0' }
  }]
}
