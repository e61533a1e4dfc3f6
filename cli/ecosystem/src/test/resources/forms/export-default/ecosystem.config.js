// The form of lib/templates/ecosystem-es.tpl.
'use strict'
const config = {
  apps: [{ name: 'shop', script: 'index.js', exec_mode: 'cluster', port: 8080 }]
};

export default config;
