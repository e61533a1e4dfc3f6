module.exports = () => ({ apps: [] })
