module.exports = {
  apps: [{
    name: 'range',
    script: 'a.js',
    port: 70000,
    instances: 1e300,
    kill_timeout: 1e15,
    listen_timeout: -5,
    max_restarts: 1e9,
    restart_delay: -1,
    min_uptime: 1e300,
    max_memory_restart: '99999999999999999G',
    stop_exit_codes: [-1, 256, 1.5, 'x', 0]
  }, {
    name: 'minus', script: 'b.js', instances: -1e300, port: 0
  }]
}
