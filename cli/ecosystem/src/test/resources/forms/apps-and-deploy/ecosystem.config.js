// The form of test/fixtures/ecosystem.config.js: apps and deploy, watch as a text and as an array.
module.exports = {
  apps: [{
    script: 'index.js',
    watch: '.'
  }, {
    script: './mailer/',
    watch: ['./mailer'],
    ignore_watch: ['node_modules', /\.log$/]
  }],

  deploy: {
    production: {
      user: 'deploy',
      host: ['10.0.0.1'],
      ref: 'origin/main',
      repo: 'https://x-oauth:ghp_0123456789@github.com/example/shop.git',
      path: '/srv/shop',
      'pre-deploy-local': '',
      'post-deploy': 'npm install && API_TOKEN=abcdef pm2 reload ecosystem.config.js --env production'
    }
  }
};
