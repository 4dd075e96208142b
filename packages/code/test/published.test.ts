import { expect, test } from 'vitest';
import { drain } from '@stoa/model';
import { scanCode } from '@stoa/code';
import { treeOf } from './files-in-memory.ts';

/**
 * A published package is called with whatever its users have: lines marked `finding` are reached by that, and no others,
 * whatever way the functions get out of the package.
 */
const packages: Record<string, string> = {
  'a universal module': `
    var cp = require('child_process');
    (function (root, factory) {
      if (typeof define === 'function' && define.amd) define([], factory);
      else if (typeof module === 'object' && module.exports) module.exports = factory();
      else root.shell = factory();
    })(this, function () {
      function list(folder) {
        cp.exec('ls ' + folder); // finding
      }
      function own() {
        cp.exec('ls');
      }
      return { list: list, own: own };
    });`,
  'exports from inside a function': `
    var cp = require('child_process');
    (function (context) {
      function list(folder) {
        cp.exec('ls ' + folder); // finding
      }
      if (typeof module !== 'undefined') module.exports = list;
      else context.list = list;
    })(String);`,
  'exports that are handed in': `
    (function (global, factory) {
      typeof exports === 'object' && typeof module !== 'undefined' ? factory(exports) :
      (global = global || self, factory(global.colour = {}));
    }(this, function (exports) {
      var number = '\\\\s*(\\\\d*\\\\.?\\\\d+)\\\\s*';
      var colour = new RegExp('^rgb\\\\(' + [number, number] + '\\\\)$');
      var short = /^#[0-9a-f]{3}$/;
      function parse(text) {
        return short.exec(text) || colour.exec(text); // finding
      }
      function parseShort(text) { return short.exec(text); }
      exports.parse = parse;
      exports.parseShort = parseShort;
    }));`,
  'a promise that is kept': `
    var cp = require('child_process');
    var net = require('net');
    function ping(address) {
      return new Promise(function (resolve) {
        var socket = new net.Socket();
        socket.connect(80, address, close);
        function close() { resolve(address); }
      });
    }
    function always() { return new Promise(function (resolve) { resolve('localhost'); }); }
    function show(address) { return cp.exec('arp -n ' + address); } // finding
    function showOwn(address) { return cp.exec('arp -a ' + address); }
    module.exports = function (address) {
      always().then(showOwn);
      return ping(address).then(show);
    };`,
  'what a constructor was given': `
    const cp = require('child_process');
    class Runner {
      constructor(options) {
        this.options = options;
        this.program = 'git';
      }
      run() { return cp.execSync('git ' + this.options.path); } // finding
      get version() { return cp.execSync('git ' + this.options.version); } // finding
      status() { return cp.execSync(this.program + ' status'); }
    }
    function Old(name) { this.name = name; }
    Old.prototype.show = function () { cp.exec('echo ' + this.name); }; // finding
    exports.Runner = Runner;
    exports.Old = Old;`,
  'functions wrapped, assigned and defined': `
    var cp = require('child_process');
    function hidden(x, done) { cp.exec('c ' + x, done); } // finding
    module.exports.promised = require('util').promisify(hidden);
    Object.assign(module.exports, { later: function (x) { cp.exec('d ' + x); } }); // finding
    Object.defineProperty(exports, 'last', { enumerable: true, get: function () { return last; } });
    function last(x) { cp.exec('e ' + x); } // finding
    function never(x) { cp.exec('f ' + x); }`,
  'keys of a merge, seen from a function inside': `
    module.exports = function merge(into) {
      Array.prototype.slice.call(arguments, 1).forEach(function (from) {
        Object.keys(from).forEach(function (key) {
          if (typeof from[key] === 'object') merge(into[key], from[key]);
          else into[key] = from[key]; // finding
        });
      });
      return into;
    };`,
};

test.each(Object.entries(packages))('%s', async (_, code) => {
  const files = { 'package.json': '{"name": "shell"}', 'index.js': code };
  const lines = new Set<number>();
  await drain(scanCode(treeOf(files)), (item) => {
    if (item.type === 'observation') lines.add(item.observation.location?.startLine ?? 0);
  });
  const marked = code.split('\n').flatMap((line, at) => (line.includes('// finding') ? [at + 1] : []));
  expect([...lines].sort((a, b) => a - b)).toEqual(marked);
});
