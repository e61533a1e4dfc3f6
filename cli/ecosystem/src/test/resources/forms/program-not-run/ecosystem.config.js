// A program: it is not run.
const path = require('path')
module.exports = { apps: [{ script: path.join(__dirname, 'x.js') }] }
