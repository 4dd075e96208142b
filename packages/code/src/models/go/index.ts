import type { Model } from '../model.ts';

const request = 'net/http.Request';
const gin = 'github.com/gin-gonic/gin.Context';
const echo = 'github.com/labstack/echo.Context';
const fiber = 'github.com/gofiber/fiber.Ctx';
const databases =
  '{database/sql.DB,database/sql.Tx,database/sql.Conn,github.com/jmoiron/sqlx.DB,github.com/jmoiron/sqlx.Tx}';
const numbers = 'strconv.{Atoi,ParseInt,ParseUint,ParseFloat,ParseBool}';

const sources: Model = {
  sources: [
    {
      kind: 'remote',
      apis: [
        `${request}.{Form,PostForm,MultipartForm,Header,Body,RequestURI,Host,URL,Trailer}`,
        `${request}.{FormValue,PostFormValue,FormFile,Cookie,Cookies,Referer,UserAgent,BasicAuth,PathValue,Context}`,
        'github.com/gorilla/mux.Vars',
        'github.com/go-chi/chi.URLParam',
        'github.com/julienschmidt/httprouter.Params.ByName',
        `${gin}.{Param,Query,DefaultQuery,PostForm,DefaultPostForm,QueryArray,PostFormArray,GetQuery,GetPostForm,GetHeader,Cookie,FormFile,GetRawData,Params}`,
        `${echo}.{Param,QueryParam,FormValue,QueryParams,QueryString,Cookie,FormFile}`,
        `${fiber}.{Params,Query,FormValue,Cookies,Get,Body,OriginalURL,Hostname}`,
        'github.com/gorilla/websocket.Conn.ReadMessage',
      ],
    },
    {
      kind: 'remote',
      apis: [
        `${gin}.{BindJSON,ShouldBindJSON,Bind,ShouldBind,BindQuery,ShouldBindQuery,ShouldBindUri}(0)`,
        `${echo}.Bind(0)`,
        `${fiber}.BodyParser(0)`,
      ],
    },
    { kind: 'environment', apis: ['os.{Args,Getenv,LookupEnv,Stdin}', 'flag.{Arg,Args,String}'] },
    { kind: 'database', apis: ['database/sql.Rows.Scan(*)', 'database/sql.Row.Scan(*)'] },
  ],
  types: [
    ['database/sql.Open()', 'database/sql.DB'],
    ['database/sql.DB.Begin()', 'database/sql.Tx'],
    ['database/sql.DB.Conn()', 'database/sql.Conn'],
    ['github.com/jmoiron/sqlx.{Open,Connect,MustConnect}()', 'github.com/jmoiron/sqlx.DB'],
    ['gorm.io/gorm.Open()', 'gorm.io/gorm.DB'],
    ['gorm.io/gorm.DB.{Where,Model,Table,Select,Order}()', 'gorm.io/gorm.DB'],
    ['github.com/gin-gonic/gin.{Default,New}()', 'github.com/gin-gonic/gin.Engine'],
    ['github.com/gin-gonic/gin.Engine.Group()', 'github.com/gin-gonic/gin.Engine'],
    ['github.com/labstack/echo.New()', 'github.com/labstack/echo.Echo'],
    ['github.com/gofiber/fiber.New()', 'github.com/gofiber/fiber.App'],
    ['github.com/gorilla/mux.NewRouter()', 'github.com/gorilla/mux.Router'],
    ['net/http.ResponseWriter.Header()', 'net/http.Header'],
    ['reflect.ValueOf()', 'reflect.Value'],
    ['github.com/golang-jwt/jwt.NewParser()', 'github.com/golang-jwt/jwt.Parser'],
    ['github.com/dop251/goja.New()', 'github.com/dop251/goja.Runtime'],
    ['github.com/robertkrimen/otto.New()', 'github.com/robertkrimen/otto.Otto'],
    ['github.com/yuin/gopher-lua.NewState()', 'github.com/yuin/gopher-lua.LState'],
    ['github.com/jackc/pgx.Connect()', 'github.com/jackc/pgx.Conn'],
    ['github.com/jackc/pgx/pgxpool.{New,Connect}()', 'github.com/jackc/pgx/pgxpool.Pool'],
    [
      'github.com/microcosm-cc/bluemonday.{UGCPolicy,StrictPolicy,NewPolicy}()',
      'github.com/microcosm-cc/bluemonday.Policy',
    ],
    ['net/http.NewServeMux()', 'net/http.ServeMux'],
    ['github.com/go-chi/chi.NewRouter()', 'github.com/go-chi/chi.Mux'],
    ['crypto/tls.Config', 'crypto/tls.Config'],
    ['text/template.{New,Must}()', 'text/template.Template'],
    ['text/template.Template.{Parse,Funcs,New}()', 'text/template.Template'],
  ],
  callbacks: [
    [
      '{net/http.HandleFunc,net/http.ServeMux.HandleFunc,github.com/gorilla/mux.Router.HandleFunc}(1)',
      ['net/http.ResponseWriter', request],
    ],
    ['github.com/go-chi/chi.Mux.{Get,Post,Put,Delete,Patch}(1)', ['net/http.ResponseWriter', request]],
    ['github.com/gin-gonic/gin.Engine.{GET,POST,PUT,DELETE,PATCH,Any,Use,Handle}(*)', [gin]],
    ['github.com/labstack/echo.Echo.{GET,POST,PUT,DELETE,PATCH,Any}(*)', [echo]],
    ['github.com/gofiber/fiber.App.{Get,Post,Put,Delete,Patch,All,Use}(*)', [fiber]],
  ],
};

const sinks: Model = {
  sinks: [
    {
      kind: 'sql',
      apis: [
        `${databases}.{Query,QueryRow,Exec,Prepare,Queryx,NamedQuery,NamedExec,MustExec}(0)`,
        `${databases}.{QueryContext,QueryRowContext,ExecContext,PrepareContext,Get,Select}(1)`,
        'gorm.io/gorm.DB.{Raw,Exec,Where,Order,Select,Having,Group,Joins}(0)',
        'github.com/jackc/pgx.Conn.{Query,QueryRow,Exec}(1)',
        'github.com/jackc/pgx/pgxpool.Pool.{Query,QueryRow,Exec}(1)',
        '*.{QueryRow,QueryRowContext,ExecContext}(0)',
      ],
    },
    {
      kind: 'command',
      apis: ['os/exec.Command(*)', 'os/exec.CommandContext(1..)', 'os.StartProcess(*)', 'syscall.{Exec,ForkExec}(*)'],
    },
    {
      kind: 'path',
      apis: [
        'os.{Open,OpenFile,Create,ReadFile,WriteFile,Remove,RemoveAll,Mkdir,MkdirAll,Rename,Stat,ReadDir,Chmod,Symlink}(0)',
        '{io/ioutil,ioutil}.{ReadFile,WriteFile,ReadDir}(0)',
        'net/http.ServeFile(2)',
        `${gin}.{File,FileAttachment}(0)`,
        `${gin}.SaveUploadedFile(1)`,
        `${echo}.{File,Attachment}(0)`,
        `${fiber}.{SendFile,Download}(0)`,
        'archive/zip.OpenReader(0)',
      ],
    },
    {
      kind: 'url',
      apis: [
        'net/http.{Get,Head}(0)',
        'net/http.{Post,PostForm}(0)',
        'net/http.{NewRequest}(1)',
        'net/http.NewRequestWithContext(2)',
        'net/http.Client.{Get,Post,Head}(0)',
        'net.{Dial,DialTimeout}(1)',
        'net/rpc.Dial(1)',
      ],
    },
    {
      kind: 'redirect',
      apis: ['net/http.Redirect(2)', `${gin}.Redirect(1)`, `${echo}.Redirect(1)`, `${fiber}.Redirect(0)`],
    },
    {
      kind: 'html',
      apis: [
        'net/http.ResponseWriter.Write(0)',
        'html/template.{HTML,JS,URL,CSS,HTMLAttr}(0)',
        `${echo}.HTML(1)`,
        `${gin}.Writer.WriteString(0)`,
        'text/template.Template.Execute(1)',
        'text/template.Template.ExecuteTemplate(2)',
      ],
    },
    { kind: 'header', apis: ['net/http.Header.{Set,Add}(1)', `${gin}.Header(1)`] },
    { kind: 'template', apis: ['{text,html}/template.Template.Parse(0)', '{text,html}/template.New().Parse(0)'] },
    {
      kind: 'xpath',
      apis: [
        'github.com/antchfx/xmlquery.{Find,FindOne,QueryAll,Query}(1)',
        'github.com/antchfx/htmlquery.{Find,FindOne,QueryAll}(1)',
        'github.com/antchfx/xpath.Compile(0)',
      ],
    },
    {
      kind: 'ldap',
      apis: ['github.com/go-ldap/ldap.NewSearchRequest(0)', 'github.com/go-ldap/ldap.NewSearchRequest(6)'],
    },
    {
      kind: 'nosql',
      apis: ['go.mongodb.org/mongo-driver/mongo.Collection.{Find,FindOne,UpdateOne,DeleteOne,Aggregate}(1)'],
    },
    {
      kind: 'log',
      apis: [
        'log.{Print,Printf,Println,Fatal,Fatalf,Panic}(*)',
        'log/slog.{Info,Warn,Error,Debug}(0)',
        'github.com/sirupsen/logrus.{Info,Infof,Warn,Warnf,Error,Errorf,Debug}(*)',
      ],
    },
    { kind: 'deserialization', apis: ['encoding/gob.NewDecoder(0)'] },
    { kind: 'allocation', apis: ['builtin.make(1)', 'bytes.Repeat(1)', 'strings.Repeat(1)'] },
    { kind: 'reflection', apis: ['reflect.Value.MethodByName(0)', 'plugin.Open(0)'] },
    { kind: 'email', apis: ['net/smtp.SendMail(4)'] },
    {
      kind: 'code',
      apis: [
        'github.com/robertkrimen/otto.Otto.Run(0)',
        'github.com/dop251/goja.Runtime.RunString(0)',
        'github.com/yuin/gopher-lua.LState.DoString(0)',
      ],
    },
  ],
};

const harmless: Model = {
  sanitizers: [
    {
      kinds: ['html'],
      apis: [
        'html.EscapeString',
        '{html,text}/template.{HTMLEscapeString,JSEscapeString,URLQueryEscaper}',
        'github.com/microcosm-cc/bluemonday.Policy.Sanitize',
      ],
    },
    { kinds: ['html', 'header', 'path', 'redirect', 'url'], apis: ['net/url.{QueryEscape,PathEscape}'] },
    { kinds: ['path'], apis: ['path/filepath.Base', 'path.Base', 'github.com/cyphar/filepath-securejoin.SecureJoin'] },
    { kinds: ['sql'], apis: ['github.com/lib/pq.{QuoteLiteral,QuoteIdentifier}'] },
    { kinds: ['ldap'], apis: ['github.com/go-ldap/ldap.EscapeFilter'] },
    { kinds: ['html', 'log'], apis: ['strconv.Quote', 'encoding/json.Marshal'] },
    { kinds: 'text', apis: [numbers, 'builtin.{len,cap}', 'time.Parse', 'github.com/google/uuid.Parse'] },
  ],
  guards: [
    {
      kinds: 'all',
      apis: ['regexp.MatchString(1)', 'regexp.Regexp.MatchString(0)', 'regexp.MustCompile().MatchString(0)'],
    },
    { kinds: ['path', 'redirect', 'url'], apis: ['strings.HasPrefix(0)', 'path/filepath.IsLocal(0)'] },
  ],
  flows: [
    {
      apis: [
        'fmt.{Sprintf,Sprint,Sprintln}',
        'strings.{Join,Replace,ReplaceAll,TrimSpace,Trim,ToLower,ToUpper,Split,TrimPrefix,TrimSuffix,Fields,Title}',
        'path/filepath.{Join,Clean,Abs}',
        'path.{Join,Clean}',
        'io.ReadAll',
        'io/ioutil.ReadAll',
        'net/url.{QueryUnescape,PathUnescape,Parse}',
        'bytes.NewBufferString',
        'bufio.{NewReader,NewScanner}',
        'strings.NewReader',
      ],
      from: ['*'],
      to: ['result'],
    },
    { apis: ['encoding/json.Unmarshal', 'encoding/xml.Unmarshal'], from: ['0'], to: ['1'] },
    { apis: ['encoding/json.NewDecoder().Decode'], from: ['this'], to: ['0'] },
  ],
  clean: [
    'strings.{Contains,HasSuffix,Index,EqualFold,Count,Compare}',
    'errors.New',
    'fmt.Errorf',
    `${request}.{ParseForm,ParseMultipartForm}`,
    'golang.org/x/crypto/bcrypt.{GenerateFromPassword,CompareHashAndPassword}',
  ],
};

export const goModels: readonly Model[] = [sources, sinks, harmless];
