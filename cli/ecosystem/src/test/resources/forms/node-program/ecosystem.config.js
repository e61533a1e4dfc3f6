// What is common in the wild: dotenv, path.join, values of the shell.
require('dotenv').config()
const path = require('path')
console.log('this is not part of the result')
module.exports = {
  apps: [{
    name: 'shop',
    script: path.basename(path.join(__dirname, 'shop.js')),
    exec_mode: 'cluster',
    env: {
      PORT: process.env.PORT || 3000,
      NODE_ENV: process.env.NODE_ENV,
      LEVEL: process.env.LEVEL,
      DB_PASSWORD: process.env.DB_PASSWORD
    }
  }]
}
