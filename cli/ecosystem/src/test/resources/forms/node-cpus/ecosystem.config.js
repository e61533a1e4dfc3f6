const os = require('os')
module.exports = { apps: [{ name: 'shop', script: 'shop.js', instances: os.cpus().length > 0 ? 3 : 0, port: 3000 }] }
