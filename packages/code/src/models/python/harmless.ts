import type { Model } from '../model.ts';

/** What makes data harmless, and for what. */
export const harmless: Model = {
  sanitizers: [
    {
      kinds: ['html', 'header'],
      apis: [
        '{html,cgi}.escape',
        'markupsafe.escape',
        'flask.escape',
        'django.utils.html.{escape,conditional_escape,strip_tags}',
        'bleach.clean',
        'xml.sax.saxutils.{escape,quoteattr}',
        'flask.{render_template,render_template_string,jsonify}',
        'werkzeug.utils.escape',
        'nh3.clean',
      ],
    },
    {
      kinds: ['html'],
      apis: ['flask.{redirect,make_response,send_file}', 'django.shortcuts.{redirect,render}', 'bottle.redirect'],
    },
    { kinds: ['command'], apis: ['{shlex,pipes}.quote', 'shlex.join'] },
    {
      kinds: ['path'],
      apis: [
        'werkzeug.utils.secure_filename',
        'os.path.basename',
        'django.utils.text.get_valid_filename',
        'werkzeug.security.safe_join',
        'werkzeug.utils.safe_join',
      ],
    },
    {
      kinds: ['ldap'],
      apis: [
        'ldap.filter.{escape_filter_chars,filter_format}',
        'ldap.dn.escape_dn_chars',
        'ldap3.utils.conv.escape_filter_chars',
        'ldap3.utils.dn.escape_rdn',
      ],
    },
    {
      kinds: ['html', 'header', 'redirect', 'path', 'url'],
      apis: ['urllib.parse.{quote,quote_plus,urlencode}', 'urllib.{quote,quote_plus}'],
    },
    { kinds: ['regex'], apis: ['re.escape'] },
    { kinds: ['html', 'log', 'header'], apis: ['json.dumps', 'repr'] },
    {
      kinds: ['sql'],
      apis: [
        'psycopg2.sql.{Identifier,Literal}',
        '*.{escape_string,real_escape_string}',
        'pymysql.converters.escape_string',
      ],
    },
    {
      kinds: 'text',
      apis: [
        '{int,float,bool,len,hash,id,ord,round,abs,isinstance}',
        'uuid.UUID',
        'datetime.datetime.{strptime,fromisoformat}',
        'hashlib.{md5,sha1,sha256,sha512,new}().{hexdigest,digest}',
        'decimal.Decimal',
      ],
    },
  ],
  guards: [
    {
      kinds: 'all',
      apis: [
        'str.{isdigit,isalnum,isnumeric,isalpha}(this)',
        '*.{isdigit,isalnum,isnumeric,isdecimal,isidentifier}(this)',
        're.fullmatch(1)',
      ],
    },
    {
      kinds: ['redirect', 'url'],
      apis: [
        '*.url_has_allowed_host_and_scheme(0)',
        'django.utils.http.{is_safe_url,url_has_allowed_host_and_scheme}(0)',
      ],
    },
    { kinds: ['path', 'redirect', 'url'], apis: ['*.startswith(this)'] },
  ],
  clean: [
    'os.path.{exists,isfile,isdir,getsize}',
    'type',
    'hasattr',
    'werkzeug.security.check_password_hash',
    'flask.url_for',
  ],
  flows: [
    {
      apis: [
        'os.path.{join,normpath,abspath,realpath,expanduser}',
        'urllib.parse.{unquote,unquote_plus,urljoin}',
        'base64.{b64encode,b64decode,urlsafe_b64decode,urlsafe_b64encode}',
        'str',
        'bytes',
        'list',
        'tuple',
        'set',
        'sorted',
        'reversed',
        'map',
        'filter',
        'enumerate',
        'zip',
        'iter',
        'next',
        'dict',
        'json.loads',
        'copy.{copy,deepcopy}',
        'io.{StringIO,BytesIO}',
      ],
      from: ['*'],
      to: ['result'],
    },
  ],
};
