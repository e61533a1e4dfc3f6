module.exports = {
  apps: [
    { name: 'all', script: 'a.js', filter_env: true, port: 3000 },
    { name: 'some', script: 'b.js', filter_env: ['REACT_', 'NPM'], port: 3000 },
    { name: 'one', script: 'c.js', filter_env: 'REACT_APP', port: 3000 }
  ]
}
