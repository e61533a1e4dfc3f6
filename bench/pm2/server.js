// The contract of bench/servers in Node, as PM2's documentation has apps written: WAIT_READY and GRACEFUL bring in what
// it recommends for reloads.
'use strict';
const http = require('node:http');

const port = Number(process.env.PORT ?? 8080);
const version = process.env.VERSION ?? 'v1';
const slot = process.env.NODE_APP_INSTANCE ?? '0';
const broken = version === 'broken';
let leaving = false;

const pages = {
  'GET /': (request, response) => {
    response.setHeader('X-Worker', `${slot}-${process.pid}`);
    text(response, 200, greeting());
  },
  'GET /ready': (request, response) => text(response, broken ? 503 : 200, ''),
  'POST /echo': async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    text(response, 200, Buffer.concat(parts));
  },
  'GET /slow': (request, response, query) => {
    const millis = number(query, 'millis', 60000);
    setTimeout(() => text(response, 200, greeting()), millis);
  },
  'GET /stream': (request, response, query) => {
    const count = number(query, 'seconds', 600) * 10;
    response.writeHead(200, headers());
    let n = 0;
    const next = () => {
      if (n === count || leaving) return response.end(leaving ? 'bye\n' : 'end\n');
      response.write(`line ${n++}\n`);
      setTimeout(next, 100);
    };
    next();
  },
};

const greeting = () => `node ${version} slot ${slot}\n`;
const headers = () => ({ 'Content-Type': 'text/plain', ...(leaving && { Connection: 'close' }) });

function text(response, status, body) {
  response.writeHead(status, { ...headers(), 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

function number(query, name, max) {
  const value = query.get(name) ?? '';
  if (!/^\d{1,6}$/.test(value) || Number(value) > max) {
    throw new RangeError(`?${name}= takes a number from 0 to ${max}\n`);
  }
  return Number(value);
}

const server = http.createServer(async (request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const page = pages[`${request.method} ${url.pathname}`] ?? (() => text(response, 404, ''));
  try {
    await page(request, response, url.searchParams);
  } catch (error) {
    text(response, error instanceof RangeError ? 400 : 500, error.message);
  }
});

server.listen(port, () => {
  if (process.env.WAIT_READY && !broken) process.send?.('ready');
});

if (process.env.GRACEFUL) {
  process.on('SIGINT', () => {
    leaving = true;
    server.close(() => process.exit(0));
    server.closeIdleConnections();
  });
}
