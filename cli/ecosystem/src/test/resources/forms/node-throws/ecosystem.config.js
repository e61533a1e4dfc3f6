const settings = {}
module.exports = {
  apps: [{ script: settings.paths.script }]
}
