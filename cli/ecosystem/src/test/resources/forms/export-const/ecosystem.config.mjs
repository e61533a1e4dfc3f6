// What PM2 takes of an ES module.
const common = { exec_mode: 'cluster', env: { PORT: 8080 } }
export const apps = [
  { name: 'shop', script: 'shop.js', ...common },
  { name: 'mail', script: 'mail.js', ...common, instances: 3 },
]
