// Values that PM2 takes as if they were not there, and names that it has not.
module.exports = {
  apps: [{
    name: 'shop',
    script: 'shop.js',
    port: 3000,
    kill_timeout: 0,
    max_restarts: 0,
    wait_ready: false,
    node_args: '',
    execmode: 'cluster',
    instance: 4,
    killTimeout: 0,
    watch: 'true'
  }]
}
