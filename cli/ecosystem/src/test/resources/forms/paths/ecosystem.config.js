// The form of test/fixtures/path-resolution: home folders and NULL.
module.exports = {
  apps : [{
      name      : "test",
      script    : "./echo.js",
      cwd       : "~/shop",
      out_file  : '~/echo-out.log',
      error_file : 'NULL',
      pid_file: '/run/shop.pid',
      user: 'www-data',
      gid: 33
  }, {
      name: 'number',
      exec: 'x.js',
      uid: '1000'
  }]
}
