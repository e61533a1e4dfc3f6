const path = require('path')
module.exports = {
  apps: [{ script path }]
}
