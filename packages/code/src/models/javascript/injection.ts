import type { Model } from '../model.ts';
import { requestObjects } from './request-objects.ts';

const fs = '{fs,fs/promises,fs.promises,fs-extra,graceful-fs}';
const fsRead = '{readFile,readFileSync,createReadStream,open,openSync,readdir,readdirSync,stat,lstat}';
const fsWrite =
  '{writeFile,writeFileSync,appendFile,appendFileSync,createWriteStream,unlink,unlinkSync,rmdir,rmdirSync,rm,rmSync,mkdir,mkdirSync,chmod,chmodSync,copyFile,copyFileSync,rename,renameSync,symlink,access}';

/** Where text becomes SQL, shell, code, paths, addresses. */
export const injection: Model = {
  sinks: [
    {
      kind: 'command',
      apis: [
        '{child_process,mz/child_process}.{exec,execSync}(0)',
        'child_process.promises.exec(0)',
        'util.promisify()(0)',
        '{execa,execa.execa,execa.execaSync,execa.command,execa.commandSync,execa.execaCommand,cross-spawn,cross-spawn.sync,cross-spawn.spawn}(0)',
        '{shelljs.exec,shelljs.default.exec,sync-exec,exec-sync,execSync,node-cmd.run,node-cmd.get,child-process-promise.exec,child_process_promise.exec}(0)',
        'ssh2.Client.exec(0)',
        'process.binding(0)',
      ],
    },
    { kind: 'command', apis: ['child_process.{execFile,execFileSync,spawn,spawnSync,fork}(0)'], chosen: true },
    // What a program is given does harm where the program reads commands.
    {
      kind: 'command',
      apis: ['{child_process,cross-spawn}.{execFile,execFileSync,spawn,spawnSync,sync}(1)'],
      when: [{ arg: 0, matches: '(^|[\\\\/])(sh|bash|zsh|dash|ksh|cmd|cmd\\.exe|powershell|powershell\\.exe|pwsh)$' }],
    },
    {
      kind: 'command',
      apis: ['{child_process,cross-spawn}.{execFile,execFileSync,spawn,spawnSync,sync}(1)'],
      when: [{ arg: '2.shell', is: [true] }],
    },
    {
      kind: 'code',
      apis: [
        'eval(0)',
        'Function(*)',
        'vm.{runInThisContext,runInNewContext,runInContext,compileFunction,Script}(0)',
        'vm2.VM.run(0)',
        'vm2.NodeVM.run(0)',
        'require(0)',
        'module._load(0)',
        'node-serialize.unserialize(0)',
        'safe-eval(0)',
        'static-eval(0)',
        'window.eval(0)',
        'global.eval(0)',
        'globalThis.eval(0)',
        'new-func(0)',
        'puppeteer.Page.evaluate(0)',
      ],
    },
    { kind: 'code', apis: ['{setTimeout,setInterval}(0)'], when: [{ arg: 0, text: true }] },
    {
      kind: 'sql',
      apis: [
        '{mysql,mysql2,mysql2/promise}.{createConnection,createPool}().{query,execute}(0)',
        '{mysql,mysql2}.{Connection,Pool,PoolConnection}.{query,execute}(0)',
        'pg.{Client,Pool,PoolClient}.query(0)',
        'sqlite3.Database.{run,get,all,each,exec,prepare}(0)',
        'better-sqlite3.{prepare,exec,pragma}(0)',
        'better-sqlite3.Database.{prepare,exec}(0)',
        'mssql.{query,Request.query,Request.batch}(0)',
        'mssql.connect().request().query(0)',
        'sequelize.{Sequelize.query,literal,Sequelize.literal}(0)',
        'sequelize.query(0)',
        'knex().{raw,whereRaw,orderByRaw,havingRaw,selectRaw,joinRaw,groupByRaw}(0)',
        'typeorm.{EntityManager,DataSource,QueryRunner,Repository,Connection}.query(0)',
        'typeorm.getConnection().query(0)',
        '@prisma/client.PrismaClient.{$queryRawUnsafe,$executeRawUnsafe}(0)',
        'oracledb.getConnection().execute(0)',
        'tedious.Request(0)',
        'postgres().unsafe(0)',
        '*.{query,queryRaw,executeSql,$queryRawUnsafe,$executeRawUnsafe,whereRaw,orderByRaw}(0)',
      ],
    },
    {
      kind: 'nosql',
      apis: [
        '*.{findOne,findOneAndUpdate,findOneAndDelete,deleteOne,deleteMany,updateOne,updateMany,findOneAndRemove,countDocuments}(0)',
        'mongoose.Model.{find,findOne,where,exists,count}(0)',
        'mongodb.Collection.{find,findOne,aggregate}(0)',
        'mongodb.MongoClient.connect().db().collection().{find,findOne,aggregate}(0)',
        '*.$where(0)',
      ],
    },
    {
      kind: 'path',
      apis: [
        `${fs}.${fsRead}(0)`,
        `${fs}.${fsWrite}(0)`,
        '{fs,fs-extra}.{copyFile,rename,symlink}(1)',
        'send(1)',
        'unzipper.Extract(*)',
        'adm-zip.extractAllTo(0)',
      ],
    },
    {
      kind: 'url',
      apis: [
        '{axios,axios.get,axios.post,axios.put,axios.delete,axios.head,axios.request,axios.default.get}(0)',
        '{fetch,node-fetch,node-fetch.default,cross-fetch,isomorphic-fetch,undici.fetch,undici.request}(0)',
        '{got,got.get,got.post,got.default,request,request.get,request.post,needle,needle.get,superagent.get,superagent.post,request-promise,request-promise.get}(0)',
        '{http,https}.{get,request}(0)',
        'puppeteer.Page.goto(0)',
        'puppeteer.launch().newPage().goto(0)',
        'axios(0.url)',
        'net.{connect,createConnection}(*)',
      ],
    },
    {
      kind: 'template',
      apis: [
        'ejs.{render,compile}(0)',
        'pug.{render,compile}(0)',
        'handlebars.compile(0)',
        'nunjucks.renderString(0)',
        '{lodash,underscore,_}.template(0)',
        'lodash.template(0)',
        'mustache.render(0)',
        'doT.template(0)',
        'dot.{template,compile}(0)',
        'hogan.js.compile(0)',
        'swig.render(0)',
        'jade.{render,compile}(0)',
        'eta.{render,renderString}(0)',
      ],
    },
    {
      kind: 'deserialization',
      apis: [
        'js-yaml.{load,loadAll}(0)',
        'node-serialize.unserialize(0)',
        'serialize-to-js.deserialize(0)',
        'funcster.deepDeserialize(0)',
        'cryo.parse(0)',
        'v8.deserialize(0)',
        'php-serialize.unserialize(0)',
      ],
    },
    { kind: 'ldap', apis: ['ldapjs.createClient().search(*)', 'ldapjs.Client.search(*)', 'ldapts.Client.search(*)'] },
    {
      kind: 'xpath',
      apis: [
        'xpath.{select,select1,evaluate,parse,useNamespaces}(0)',
        'xpath.useNamespaces()(0)',
        'document.evaluate(0)',
        'libxmljs.parseXml().{find,get}(0)',
      ],
    },
    {
      kind: 'xml',
      apis: [
        'libxmljs.{parseXml,parseXmlString,parseHtml}(0)',
        'libxmljs2.{parseXml,parseXmlString}(0)',
        'node-expat.Parser.parse(0)',
      ],
    },
    { kind: 'regex', apis: ['RegExp(0)'] },
    {
      kind: 'html',
      apis: [
        '*.{innerHTML,outerHTML}',
        '*.insertAdjacentHTML(1)',
        '*.{bypassSecurityTrustHtml,bypassSecurityTrustScript,bypassSecurityTrustUrl}(0)',
      ],
    },
    {
      kind: 'prototype',
      apis: [
        '{lodash,underscore,lodash.default}.{merge,mergeWith,defaultsDeep,set,setWith,zipObjectDeep}(1..)',
        '{deepmerge,merge-deep,deep-extend,defaults-deep,lodash.merge,lodash.defaultsdeep,extend,hoek.merge,dot-prop.set,set-value,object-path.set}(1..)',
        'jquery.extend(*)',
      ],
    },
    // Objects are printed with their line ends escaped.
    { kind: 'log', apis: ['console.{log,info,warn,error,debug}(*)'], unless: [{ arg: 0, api: requestObjects }] },
    {
      kind: 'log',
      apis: ['winston.{info,warn,error,debug,log}(*)', 'winston.createLogger().{info,warn,error,debug,log}(*)'],
    },
    { kind: 'format', apis: ['util.format(0)'] },
    {
      kind: 'email',
      apis: ['nodemailer.createTransport().sendMail(0.to)', 'nodemailer.createTransport().sendMail(0.subject)'],
    },
    { kind: 'reflection', apis: ['Reflect.{get,apply}(1)'] },
    { kind: 'allocation', apis: ['Buffer.{alloc,allocUnsafe}(0)', 'Array(0)'] },
  ],
  types: [
    ['pg.{Client,Pool}.connect()', 'pg.Client'],
    ['mysql2/promise.{createConnection,createPool}()', 'mysql2.Connection'],
    ['mysql.{createConnection,createPool}()', 'mysql.Connection'],
    ['mysql2.{createConnection,createPool}()', 'mysql2.Connection'],
    ['mongoose.model()', 'mongoose.Model'],
    ['sqlite3.verbose()', 'sqlite3'],
    ['better-sqlite3()', 'better-sqlite3.Database'],
    ['better-sqlite3', 'better-sqlite3.Database'],
    ['mongodb.MongoClient.db().collection()', 'mongodb.Collection'],
    ['sequelize', 'sequelize.Sequelize'],
    ['sequelize.Sequelize.define()', 'sequelize.Model'],
  ],
  callbacks: [
    ['mysql.Connection.query(*)', ['', 'database.rows']],
    ['mysql2.Connection.query(*)', ['', 'database.rows']],
    ['fs.readFile(*)', ['', 'file.content']],
  ],
};
