#!/usr/bin/env node
"use strict";
/* Every way to write a literal. */
const port = 0x1F_90
let name = `shop`, small = -.5e1
var env = {
  PORT: port, 'OCTAL': 0o17, BINARY: 0b101, OLD: 017, NOT_OLD: 019, DOT: 5., SMALL: small, A7: 1_000, GROUP: ('x'),
  ESCAPES: '\x41\u0042\u{43}\
D\'\0', HOLES: [1, , 2], SPREAD: [...[1, 2], 3], EXPRESSION: /[/]\/x/gi, BIG: 10n
};
module.exports.apps = [{ name, "script": "a.js", exec_mode: 'cluster', env, }];
