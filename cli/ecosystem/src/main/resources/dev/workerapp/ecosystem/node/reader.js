// Reads a configuration file of PM2 as PM2 does, and writes what it exports to file descriptor 3, as a literal.
// Runs under Node's permission model. Arguments: the file; "text" if it is an expression, which comes on standard input.
'use strict'
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const url = require('node:url')
const util = require('node:util')
const vm = require('node:vm')
const { syncBuiltinESMExports } = require('node:module')

const [file, form] = process.argv.slice(1)
const longest = 16 * 1024 * 1024
const deepest = 190
const asked = new Set()
const machine = new Set()

// Which variables of the shell were asked for. Node itself asks for some.
const byNode = () => /^\s+at .*\(?node:/.test(new Error().stack.split('\n')[3] ?? '')
process.env = new Proxy({}, {
  get (variables, name) {
    if (typeof name === 'string' && !(name in variables) && !byNode()) asked.add(name)
    return variables[name]
  },
  has (variables, name) {
    if (typeof name === 'string' && !(name in variables) && !byNode()) asked.add(name)
    return name in variables
  },
  ownKeys (variables) {
    if (!byNode()) asked.add('*')
    return Reflect.ownKeys(variables)
  }
})

// Which figures of this machine were asked for: another one has others.
for (const name of ['cpus', 'availableParallelism', 'totalmem', 'freemem', 'hostname']) {
  const original = os[name]
  os[name] = (...args) => {
    if (!byNode()) machine.add('os.' + name)
    return original(...args)
  }
}
syncBuiltinESMExports()

function opaque (what) {
  return '{"\\u0000":' + JSON.stringify(what) + '}'
}

// A literal, with what JSON has no word for.
function literal (value, above) {
  switch (typeof value) {
    case 'string': return JSON.stringify(value)
    case 'number': case 'boolean': return String(value)
    case 'undefined': return 'undefined'
    case 'function': return opaque('a function')
    case 'bigint': return opaque('a BigInt')
    case 'symbol': return opaque('a symbol')
  }
  if (value === null) return 'null'
  if (above.includes(value)) return opaque('an object that contains itself')
  if (above.length === deepest) return opaque('an object that is nested too deep')
  if (util.types.isRegExp(value)) return opaque('a regular expression')
  if (util.types.isPromise(value)) return opaque('a promise')
  if (typeof value.toJSON === 'function') return literal(value.toJSON(), above)
  const inside = [...above, value]
  if (Array.isArray(value)) return '[' + Array.from(value, item => literal(item, inside)).join(',') + ']'
  return '{' + Object.keys(value).map(key => JSON.stringify(key) + ':' + literal(value[key], inside)).join(',') + '}'
}

function answer (fields) {
  const text = '{' + Object.entries(fields).map(([key, value]) => JSON.stringify(key) + ':' + value).join(',') + '}'
  if (text.length > longest) return failed(new Error('it exports more than 16 MiB'))
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length;) at += fs.writeSync(3, bytes, at)
  process.exit(0)
}

function failed (error) {
  const stack = String(error?.stack ?? '')
  const place = stack.split(/file:\/\/|\n| \(/).find(part => part.startsWith(file + ':')) ?? ''
  const [, line, column] = /^:(\d+)(?::(\d+))?/.exec(place.slice(file.length)) ?? []
  const caret = stack.split('\n').find(part => /^ *\^+$/.test(part)) ?? ''
  answer({
    failed: literal({
      message: String(error?.message ?? error).split('\n')[0].slice(0, 1000),
      code: String(error?.code ?? ''),
      resource: String(error?.resource ?? ''),
      line: Number(line ?? 0),
      column: Number(column ?? caret.indexOf('^') + 1)
    }, [])
  })
}

function exported (value, esm) {
  const isDefault = esm && !value.apps && !value.pm2 && value.default !== undefined
  answer({
    value: literal(isDefault ? value.default : esm ? { ...value } : value, []),
    isDefault,
    asked: literal([...asked], []),
    machine: literal([...machine], [])
  })
}

function load () {
  if (form === 'text') {
    const text = fs.readFileSync(0, 'utf8')
    return exported(vm.runInThisContext('(' + text + ')', { filename: file, columnOffset: -1 }), false)
  }
  let value
  try {
    value = require(path.resolve(file))
  } catch (error) {
    if (!file.endsWith('.mjs') && error?.code !== 'ERR_REQUIRE_ESM' && error?.code !== 'ERR_REQUIRE_ASYNC_MODULE') throw error
    return import(url.pathToFileURL(file).href).then(module => exported(module, true))
  }
  return exported(value, util.types.isModuleNamespaceObject(value))
}

process.on('uncaughtException', failed)
process.on('unhandledRejection', failed)
try {
  load()
} catch (error) {
  failed(error)
}
