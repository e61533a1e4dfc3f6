module.exports = {
  static: [{ port: 8080, path: './public', spa: true }],
  apps: [{ name: 'api', script: 'api.js', instances: 2, env: { PORT: 3000 } }]
}
