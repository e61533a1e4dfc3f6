// The form of examples/ecosystem-file/process.config.js.
module.exports = {
  apps: [{
    name: 'worker',
    script: './worker.js',
    watch: false,
    instances: 'max',
    exec_mode: 'cluster',
    max_memory_restart: '260M',
    env: { PORT: 3000 }
  }, {
    name: 'small',
    script: './small.js',
    instances: -1,
    env: { PORT: 3001 }
  }]
}
