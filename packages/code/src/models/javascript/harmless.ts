import type { Model } from '../model.ts';

/** What makes data harmless, and for what. */
export const harmless: Model = {
  sanitizers: [
    {
      kinds: ['html'],
      apis: [
        '{escape-html,he.encode,he.escape,html-escaper.escape,lodash.escape,underscore.escape,validator.escape,dompurify.sanitize,isomorphic-dompurify.sanitize,sanitize-html,xss,xss-filters.inHTMLData,entities.encode,entities.escape}',
        'DOMPurify.sanitize',
        'express.Response.json',
      ],
    },
    { kinds: ['html', 'header', 'path', 'redirect', 'url'], apis: ['encodeURIComponent'] },
    { kinds: ['html', 'header'], apis: ['encodeURI', 'JSON.stringify', 'querystring.{escape,stringify}'] },
    {
      kinds: ['sql'],
      apis: [
        '{mysql,mysql2,sqlstring}.{escape,escapeId,format}',
        'mysql.Connection.{escape,escapeId}',
        'pg-format',
        'pg.{escapeLiteral,escapeIdentifier}',
        'pg.Client.{escapeLiteral,escapeIdentifier}',
      ],
    },
    {
      kinds: ['command'],
      apis: ['{shell-quote.quote,shell-escape,shescape.quote,shescape.escape,@npmcli/promise-spawn}'],
    },
    { kinds: ['path'], apis: ['path.{basename,extname}', 'sanitize-filename', 'path.posix.basename'] },
    { kinds: ['regex'], apis: ['{lodash.escapeRegExp,escape-string-regexp,underscore.escapeRegExp}'] },
    { kinds: ['nosql'], apis: ['String', 'mongo-sanitize', 'express-mongo-sanitize.sanitize'] },
    { kinds: ['xpath', 'ldap'], apis: ['ldap-escape.filter', 'ldapjs.escapeFilter'] },
    {
      kinds: 'text',
      apis: [
        'parseInt',
        'parseFloat',
        'Number',
        'Boolean',
        'Number.{parseInt,parseFloat}',
        'BigInt',
        'Math.{floor,round,ceil,abs,min,max}',
        'Date.parse',
        'crypto.{createHash,createHmac}().update().digest',
        'uuid.validate',
      ],
    },
  ],
  wraps: [
    'util.{promisify,callbackify,deprecate}(0)',
    '{pify,thenify,universalify,es6-promisify,bluebird.promisify,thunkify,once,wrappy,debounce,throttleit}(0)',
    '{lodash,underscore}.{debounce,throttle,once,memoize,bind,partial,curry,wrap,ary,unary}(0)',
    'universalify.{fromCallback,fromPromise}(0)',
  ],
  guards: [
    {
      kinds: 'all',
      apis: [
        'validator.{isInt,isNumeric,isAlphanumeric,isUUID,isEmail,isAlpha,isMongoId}(0)',
        'Number.isInteger(0)',
        'isFinite(0)',
      ],
    },
    { kinds: ['url', 'redirect'], apis: ['validator.isURL(0)'] },
    { kinds: ['path', 'redirect', 'url'], apis: ['*.startsWith(this)'] },
    { kinds: ['prototype'], apis: ['*.hasOwnProperty(0)', 'Object.hasOwn(1)'] },
  ],
  clean: [
    'Object.keys().length',
    'Array.isArray',
    '*.{charCodeAt,codePointAt,localeCompare}',
    'express.Request.{accepts,is,isAuthenticated,logout,flash}',
    // What stands in a file is not what the file is called.
    '{fs,fs/promises,fs.promises,fs-extra,graceful-fs}.{readFile,readFileSync,createReadStream,stat,statSync,lstat,lstatSync,exists,existsSync,access,accessSync,readdir,readdirSync}',
    'bcrypt.{hash,hashSync,compare,compareSync}',
    'jsonwebtoken.sign',
    'typeof',
  ],
  flows: [
    { apis: ['Object.assign'], from: ['0..'], to: ['0', 'result'] },
    {
      apis: [
        'path.{join,resolve,normalize}',
        'util.format',
        'Buffer.from',
        'decodeURIComponent',
        'decodeURI',
        'unescape',
        'String',
        'JSON.parse',
        'querystring.parse',
        'url.parse',
        'Buffer.concat',
      ],
      from: ['*'],
      to: ['result'],
    },
    { apis: ['Object.{values,keys,entries,fromEntries}'], from: ['0'], to: ['result'] },
  ],
};
