module.exports = {
  apps: [{
    name: 'shop',
    script: 'server.js',
    instances: 4,
    exec_mode: 'cluster',
    wait_ready: true,
    listen_timeout: 10000,
    kill_timeout: 5000,
    max_memory_restart: '512M',
    env: {NODE_ENV: 'production', PORT: 8080},
  }],
}
