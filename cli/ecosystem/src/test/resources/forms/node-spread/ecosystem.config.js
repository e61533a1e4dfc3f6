const base = { exec_mode: 'cluster', env: { ...process.env, PORT: 3000 } }
module.exports = { apps: ['shop', 'mail'].map(name => ({ ...base, name, script: `${name}.js` })) }
