import type { Model } from '../model.ts';

const sources: Model = {
  sources: [
    {
      kind: 'remote',
      apis: [
        '{recv,recvfrom,recvmsg,SSL_read,BIO_read,curl_easy_recv,FCGX_GetParam}(1)',
        'FCGX_GetParam',
        'mg_get_http_var(2)',
      ],
    },
    {
      kind: 'environment',
      apis: [
        '{getenv,secure_getenv,_wgetenv,GETENV,getlogin,readline,getpass}',
        '{gets,fgets,fgetws,getline,getdelim,_getws}(0)',
        '{scanf,wscanf}(1..)',
        '{fscanf,fwscanf}(2..)',
        '{getchar,fgetc,getc}',
        'std.getline(1)',
        'std.cin',
      ],
    },
    { kind: 'file', apis: ['{read,pread,readlink}(1)', 'fread(0)', 'readdir'] },
    { kind: 'database', apis: ['{mysql_fetch_row,PQgetvalue,sqlite3_column_text}'] },
  ],
  entries: [{ annotation: 'main', parameters: 'environment' }],
};

const sinks: Model = {
  sinks: [
    {
      kind: 'sql',
      apis: [
        '{sqlite3_exec,sqlite3_prepare,sqlite3_prepare_v2,sqlite3_prepare_v3,mysql_query,mysql_real_query,mysql_stmt_prepare,PQexec,PQprepare,PQsendQuery}(1)',
        'SQLExecDirect(1)',
        'SQLPrepare(1)',
      ],
    },
    {
      kind: 'command',
      apis: [
        '{system,_wsystem,popen,_popen,_wpopen,wordexp}(0)',
        '{execl,execlp,execle,execv,execvp,execve,execvpe,posix_spawn,posix_spawnp,_execl,_execv,_spawnl,_spawnv}(0)',
        '{execl,execlp,execle,_execl}(1..)',
        '{execv,execvp,execve}(1)',
      ],
    },
    {
      kind: 'code',
      apis: [
        '{dlopen,LoadLibrary,LoadLibraryA,LoadLibraryW}(0)',
        '{luaL_dostring,luaL_loadstring}(1)',
        'PyRun_SimpleString(0)',
      ],
    },
    { kind: 'reflection', apis: ['{setenv,putenv,_putenv}(0)', 'setenv(1)', 'sethostid(0)', 'SetComputerName(0)'] },
    {
      kind: 'path',
      apis: [
        '{fopen,fopen64,_wfopen,freopen,open,open64,creat,remove,unlink,rmdir,mkdir,opendir,chdir,chroot,truncate,chmod,chown,rename,symlink,link}(0)',
        '{openat,rename,unlinkat}(1)',
        'std.{ifstream,ofstream,fstream}(0)',
      ],
    },
    {
      kind: 'ldap',
      apis: [
        '{ldap_search_s,ldap_search_ext,ldap_search_ext_s,ldap_search,ldap_search_st}(1)',
        '{ldap_search_s,ldap_search_ext,ldap_search_ext_s,ldap_search,ldap_search_st}(3)',
      ],
    },
    { kind: 'xpath', apis: ['{xmlXPathEvalExpression,xmlXPathEval,xmlXPathCompile}(0)'] },
    { kind: 'xml', apis: [] },
    { kind: 'url', apis: ['curl_easy_setopt(2)'] },
    {
      kind: 'format',
      apis: [
        '{printf,vprintf,wprintf,vwprintf,warn,warnx}(0)',
        '{fprintf,vfprintf,fwprintf,vfwprintf,dprintf,sprintf,vsprintf,syslog,vsyslog,err,errx,asprintf,vasprintf}(1)',
        '{snprintf,vsnprintf,swprintf,vswprintf,_snprintf,_vsnprintf,_snwprintf,_vsnwprintf}(2)',
      ],
    },
    { kind: 'log', apis: ['{syslog,vsyslog}(2..)'] },
    { kind: 'regex', apis: ['regcomp(1)', 'std.regex(0)'] },
  ],
};

const flows: Model = {
  flows: [
    {
      apis: ['{strcpy,strncpy,stpcpy,strlcpy,memcpy,memmove,wcscpy,wcsncpy,wmemcpy,mempcpy}'],
      from: ['1'],
      to: ['0', 'result'],
    },
    { apis: ['{strcat,strncat,strlcat,wcscat,wcsncat}'], from: ['0', '1'], to: ['0', 'result'] },
    { apis: ['{sprintf,vsprintf}'], from: ['1..'], to: ['0'] },
    { apis: ['{snprintf,vsnprintf,swprintf,_snprintf,_snwprintf}'], from: ['2..'], to: ['0'] },
    { apis: ['asprintf'], from: ['1..'], to: ['0'] },
    { apis: ['sscanf'], from: ['0'], to: ['2..'] },
    {
      apis: ['{strdup,strndup,wcsdup,strchr,strrchr,strstr,strtok,strpbrk,basename,dirname}'],
      from: ['0'],
      to: ['result'],
    },
  ],
  sanitizers: [
    { kinds: ['path'], apis: ['basename'] },
    { kinds: ['sql'], apis: ['{mysql_real_escape_string,PQescapeLiteral,PQescapeString,sqlite3_mprintf}'] },
    { kinds: ['sql'], apis: ['mysql_real_escape_string(1)'] },
    {
      kinds: ['sql', 'command', 'path', 'format', 'code', 'ldap', 'xpath', 'log'],
      apis: ['{atoi,atol,atoll,strtol,strtoul,strtoll,strtoull,atof,strtod}'],
    },
  ],
  clean: [
    '{strlen,wcslen,strcmp,strncmp,strcasecmp,memcmp,sizeof,strspn,strcspn,printf,fprintf,puts,fputs,malloc,calloc,access,stat}',
  ],
};

export const cModels: readonly Model[] = [sources, sinks, flows];
