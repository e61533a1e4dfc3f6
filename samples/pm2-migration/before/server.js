// The shop. PM2 forks it once for each instance, and its cluster module shares the port among them.
const http = require('node:http')

const worker = process.env.NODE_APP_INSTANCE ?? '0'
const version = process.env.SHOP_VERSION ?? '1.0'
const products = [
  { id: 1, name: 'tea', price: 450 },
  { id: 2, name: 'coffee', price: 725 },
  { id: 3, name: 'cocoa', price: 580 }
]
let leaving = false

const server = http.createServer((request, response) => {
  const url = new URL(request.url, 'http://shop')
  const id = Number(url.pathname.match(/^\/products\/(\d{1,6})$/)?.[1])
  if (url.pathname === '/') {
    text(response, 200, `shop ${version}, worker ${worker}`)
  } else if (url.pathname === '/products') {
    json(response, 200, products)
  } else if (id) {
    const product = products.find(product => product.id === id)
    product ? json(response, 200, product) : text(response, 404, 'no such product')
  } else if (url.pathname === '/orders' && request.method === 'POST') {
    order(request, response)
  } else if (url.pathname === '/report') {
    setTimeout(() => text(response, 200, `${products.length} products`), 1500)
  } else if (url.pathname === '/health') {
    leaving ? text(response, 503, 'leaving') : text(response, 200, 'ok')
  } else {
    text(response, 404, 'not found')
  }
})

function order (request, response) {
  let body = ''
  request.setEncoding('utf8')
  request.on('data', chunk => { body += chunk })
  request.on('end', () => {
    const form = new URLSearchParams(body)
    const product = products.find(product => String(product.id) === form.get('product'))
    const quantity = Number(form.get('quantity'))
    if (!product || !Number.isInteger(quantity) || quantity < 1 || quantity > 999) {
      text(response, 400, 'an order has a product and a quantity from 1 to 999')
      return
    }
    // The payment.
    setTimeout(() => json(response, 201, { product: product.id, quantity, total: quantity * product.price }), 20)
  })
}

function text (response, status, line) {
  answer(response, status, 'text/plain; charset=utf-8', line + '\n')
}

function json (response, status, value) {
  answer(response, status, 'application/json', JSON.stringify(value) + '\n')
}

function answer (response, status, type, body) {
  if (leaving) response.setHeader('Connection', 'close')
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) })
  response.end(body)
}

// Longer than nginx keeps an idle connection, so that it is nginx that closes it.
server.keepAliveTimeout = 75_000
server.listen(process.env.PORT ?? 3000, '127.0.0.1', () => process.send?.('ready'))

// PM2's signal to leave: take no more connections, finish what is in flight.
process.on('SIGINT', () => {
  leaving = true
  server.close(() => process.exit(0))
})
