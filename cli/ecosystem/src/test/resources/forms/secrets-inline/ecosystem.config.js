module.exports = {
  apps: [{
    name: 'shop',
    script: 'shop.js',
    args: ['--db', 'postgres://shop:geheim-1@db/shop', '--password', 'geheim-2', '--pin=geheim-3a'],
    cwd: '/srv/geheim-3a',
    port: 3000,
    env: {
      DB_PASSWORD: 'geheim-3a',
      api_key: 'geheim-4',
      SESSION_SECRET: 'geheim-5',
      GITHUB_TOKEN: 'geheim-6',
      AWS_CREDENTIALS: 'geheim-7',
      SENTRY_DSN: 'https://geheim-8@sentry.example.com/1',
      MYSQL_PWD: 'geheim-9',
      DATABASE_URL: 'postgres://shop:geheim-10@db:5432/shop',
      CONNECTION: 'server=db;user=shop;password=geheim-3a',
      PEM: '-----BEGIN RSA PRIVATE KEY-----\ngeheim-11\n-----END RSA PRIVATE KEY-----',
      'my.secret-key': 'geheim-12',
      PWD: '/srv/shop',
      PUBLIC_URL: 'https://shop.example.com'
    }
  }],
  deploy: { production: { 'post-deploy': 'DB_PASSWORD=geheim-3a npm run migrate --token geheim-13' } }
}
