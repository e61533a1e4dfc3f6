const app = { name: 'shop', script: 'shop.js', port: 3000 }
app.self = app
app.env = { LOOP: app, CALL: () => 1, BIG: 10n, DATE: new Date(0), MAP: { when: new Date(0), never: undefined }, RE: /x/, LIST: [() => 1] }
module.exports = { apps: [app] }
