import type { Model } from '../model.ts';

const lxml = '{lxml.etree,lxml.objectify}';
/** What `parser.setFeature(xml.sax.handler.feature_external_ges, True)` leaves behind. */
const entitiesOn = [
  'setFeature(xml.sax.handler.feature_external_ges)',
  'setFeature(http://xml.org/sax/features/external-general-entities)',
];
/** Loaders that make nothing but plain data. */
const safeLoaders = ['yaml.SafeLoader', 'yaml.CSafeLoader', 'yaml.BaseLoader', 'yaml.CBaseLoader'];
const cursor = '{execute,executemany,executescript,mogrify}';

/** Where text becomes SQL, shell, code, paths, addresses, objects. */
export const injection: Model = {
  sinks: [
    {
      kind: 'command',
      apis: [
        'os.{system,popen,popen2,popen3,startfile}(0)',
        'os.{execl,execle,execlp,execv,execve,execvp,execvpe,spawnl,spawnle,spawnlp,spawnv,spawnve,spawnvp,posix_spawn}(*)',
        'subprocess.{run,call,check_call,check_output,Popen,getoutput,getstatusoutput}(0)',
        'subprocess.{run,call,check_call,check_output,Popen}(args:)',
        'asyncio.{create_subprocess_shell,create_subprocess_exec}(*)',
        'commands.{getoutput,getstatusoutput}(0)',
        'popen2.{popen2,popen3,popen4}(0)',
        'pty.spawn(0)',
        'paramiko.SSHClient().exec_command(0)',
        'paramiko.SSHClient.exec_command(0)',
        'invoke.run(0)',
        'fabric.Connection().run(0)',
        'pexpect.{spawn,run}(0)',
      ],
    },
    {
      kind: 'code',
      apis: [
        '{eval,exec,compile,execfile}(0)',
        'builtins.{eval,exec,compile}(0)',
        'code.{InteractiveInterpreter,InteractiveConsole}().runcode(0)',
        'importlib.import_module(0)',
        '__import__(0)',
        'timeit.timeit(0)',
        'pandas.eval(0)',
        'numexpr.evaluate(0)',
      ],
    },
    {
      kind: 'sql',
      apis: [
        `{sqlite3,psycopg2,pymysql,MySQLdb,mysql.connector,cx_Oracle,oracledb,pyodbc,pymssql,psycopg}.connect().cursor().${cursor}(0)`,
        `{sqlite3,psycopg2,psycopg}.connect().${cursor}(0)`,
        `*.${cursor}(0)`,
        'django.db.connection.cursor().{execute,executemany}(0)',
        'django.db.models.Model.objects.{raw,extra}(0)',
        '*.objects.{raw,extra}(0)',
        '*.raw(0)',
        'django.db.models.expressions.RawSQL(0)',
        'sqlalchemy.text(0)',
        'sqlalchemy.create_engine().{execute,connect().execute}(0)',
        'sqlalchemy.orm.Session.execute(0)',
        'asyncpg.connect().{execute,fetch,fetchrow,fetchval}(0)',
        'pandas.{read_sql,read_sql_query}(0)',
        'peewee.{RawQuery,SQL}(0)',
      ],
    },
    {
      kind: 'nosql',
      apis: [
        'pymongo.MongoClient().{find,find_one}(0)',
        '*.{find_one,find_one_and_update,delete_one,delete_many,update_one,count_documents}(0)',
      ],
    },
    {
      kind: 'path',
      apis: [
        'open(0)',
        'io.open(0)',
        'codecs.open(0)',
        'os.{open,remove,unlink,rmdir,mkdir,makedirs,rename,listdir,scandir,chmod,symlink,stat,walk}(0)',
        'shutil.{rmtree,copy,copyfile,move,copytree,make_archive}(0)',
        'shutil.{copy,copyfile,move}(1)',
        'os.path.{exists,isfile}(0)',
        'pathlib.Path.{open,read_text,read_bytes,write_text,write_bytes,unlink,exists,is_file,iterdir,rmdir,mkdir,touch}(this)',
        'zipfile.ZipFile(0)',
        'tarfile.open(0)',
        'tempfile.mkstemp(*)',
        'aiofiles.open(0)',
        'linecache.getlines(0)',
        'numpy.load(0)',
        // Uploads, pictures, tables: where they are kept.
        '*.save(0)',
      ],
    },
    {
      kind: 'url',
      apis: [
        'requests.{get,post,put,delete,head,patch,options,request}(0)',
        'requests.{get,post,put,delete,head,patch}(url:)',
        'requests.request(1)',
        'requests.Session().{get,post,put,delete,request}(0)',
        'urllib.request.{urlopen,Request,urlretrieve}(0)',
        'urllib.urlopen(0)',
        'urllib2.{urlopen,Request}(0)',
        'httpx.{get,post,put,delete,request}(0)',
        'httpx.{Client,AsyncClient}().{get,post}(0)',
        'aiohttp.ClientSession().{get,post,request}(0)',
        'http.client.{HTTPConnection,HTTPSConnection}(0)',
        'socket.create_connection(0)',
        'urllib3.PoolManager().request(1)',
        'pycurl.Curl().setopt(1)',
      ],
    },
    {
      kind: 'deserialization',
      apis: [
        '{pickle,cPickle,_pickle,dill,cloudpickle}.{load,loads,Unpickler}(0)',
        'marshal.{load,loads}(0)',
        'shelve.open(0)',
        'yaml.{unsafe_load,unsafe_load_all,full_load}(0)',
        'jsonpickle.decode(0)',
        'joblib.load(0)',
        'torch.load(0)',
        'pandas.read_pickle(0)',
        'ruamel.yaml.YAML().load(0)',
      ],
    },
    {
      kind: 'deserialization',
      apis: ['yaml.{load,load_all}(0)'],
      unless: [
        { arg: 1, api: safeLoaders },
        { arg: 'Loader', api: safeLoaders },
      ],
    },
    {
      kind: 'ldap',
      apis: [
        'ldap.initialize().{search,search_s,search_ext,search_ext_s,search_st}(*)',
        'ldap3.Connection().search(*)',
        'ldap3.Connection.search(*)',
        'ldap3.Connection().search(search_filter:)',
        'ldap3.Connection().search(search_base:)',
      ],
    },
    {
      kind: 'xpath',
      apis: [
        'lxml.etree.{XPath,ETXPath}(0)',
        'lxml.etree.{parse,fromstring,XML}().{xpath,find,findall,iterfind,findtext}(0)',
        'elementpath.select(1)',
        'xml.etree.ElementTree.{parse,fromstring}().{find,findall,findtext,iterfind}(0)',
        'xml.etree.ElementTree.parse().getroot().{find,findall,findtext}(0)',
        '*.xpath(0)',
        'xml.dom.minidom.parse().xpath(0)',
      ],
    },
    // The standard library's parsers fetch nothing unless they are told to; lxml's does unless it is told not to.
    {
      kind: 'xml',
      apis: [`${lxml}.{parse,fromstring,XML,iterparse}(0)`],
      unless: [
        { arg: '1.resolve_entities', is: [false] },
        { arg: 'parser.resolve_entities', is: [false] },
        { arg: 'resolve_entities', is: [false] },
      ],
    },
    ...entitiesOn.flatMap((feature): NonNullable<Model['sinks']> => [
      {
        kind: 'xml',
        apis: ['xml.dom.{minidom,pulldom}.{parse,parseString}(0)'],
        when: [{ arg: `1.${feature}`, is: [true, 1] }],
      },
      {
        kind: 'xml',
        apis: ['xml.dom.{minidom,pulldom}.{parse,parseString}(0)'],
        when: [{ arg: `parser.${feature}`, is: [true, 1] }],
      },
      { kind: 'xml', apis: ['xml.sax.make_parser().parse(0)'], when: [{ arg: `this.${feature}`, is: [true, 1] }] },
    ]),
    { kind: 'regex', apis: ['re.{compile,match,search,findall,sub,split,fullmatch,finditer}(0)'] },
    {
      kind: 'log',
      apis: [
        'logging.{debug,info,warning,error,critical,exception,log}(*)',
        'logging.getLogger().{debug,info,warning,error,critical,exception}(*)',
        'flask.Flask.logger.{debug,info,warning,error}(*)',
      ],
    },
    { kind: 'reflection', apis: ['getattr(1)', 'setattr(1)', 'globals().[]'] },
    { kind: 'email', apis: ['smtplib.SMTP().sendmail(2)', 'email.message.EmailMessage().add_header(1)'] },
    { kind: 'format', apis: ['*.format(this)'] },
  ],
  types: [
    ['pathlib.{PurePath,PosixPath,WindowsPath}', 'pathlib.Path'],
    ['pathlib.Path()', 'pathlib.Path'],
    [
      'pathlib.Path.{cwd,home,resolve,absolute,joinpath,expanduser,with_name,with_suffix,relative_to,parent}()',
      'pathlib.Path',
    ],
    ['pathlib.Path.parent', 'pathlib.Path'],
    ['ldap3.Connection()', 'ldap3.Connection'],
    ['logging.getLogger()', 'logging.getLogger()'],
    ['xml.etree.cElementTree', 'xml.etree.ElementTree'],
  ],
};
