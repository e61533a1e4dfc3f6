module.exports = {
  apps: [
    { name: 'fixed', script: 'a.js', port: 1, restart_delay: 3000 },
    { name: 'fixed-long', script: 'a.js', port: 1, restart_delay: 60000 },
    { name: 'fixed-longest', script: 'a.js', port: 1, restart_delay: 86400000 },
    { name: 'fixed-limited', script: 'a.js', port: 1, restart_delay: 500, max_restarts: 3 },
    { name: 'growing', script: 'a.js', port: 1, exp_backoff_restart_delay: 100 },
    { name: 'growing-long', script: 'a.js', port: 1, exp_backoff_restart_delay: 20000 },
    { name: 'small', script: 'a.js', port: 1, max_memory_restart: 500 },
    { name: 'bytes', script: 'a.js', port: 1, max_memory_restart: '104857601' },
    { name: 'kilobytes', script: 'a.js', port: 1, max_memory_restart: '100001K' }
  ]
}
