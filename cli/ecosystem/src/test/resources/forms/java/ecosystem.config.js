module.exports = {
  apps: [{
    name: 'jar',
    script: 'shop.jar',
    interpreter: 'java',
    interpreter_args: '-Xmx512m -Dmode=prod -Ddb.password=geheim -cp lib/* -jar',
    instances: 2,
    env: { PORT: 8080 }
  }, {
    name: 'java',
    script: 'java',
    args: '-Xms256m -XX:+UseZGC -jar shop.jar --server.port=8081',
    port: 8081
  }, {
    name: 'path',
    cmd: '/usr/bin/java -jar shop.jar',
    port: 8082
  }]
}
