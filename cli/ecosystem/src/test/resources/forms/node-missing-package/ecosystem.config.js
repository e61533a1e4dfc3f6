require('no-such-package')
module.exports = { apps: [] }
