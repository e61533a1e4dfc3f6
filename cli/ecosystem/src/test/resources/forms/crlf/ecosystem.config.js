module.exports = {
  apps: [{
    name: 'shop', // a comment
    script: 'shop.js',
    env: { PORT: 3000, TEXT: `one
two` }
  }]
}
