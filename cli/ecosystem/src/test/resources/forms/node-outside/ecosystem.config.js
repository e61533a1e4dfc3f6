const secret = require('fs').readFileSync('/etc/hostname')
module.exports = { apps: [] }
