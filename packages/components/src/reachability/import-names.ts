import { normaliseName } from '../purl.ts';
import type { AskedPackage } from './port.ts';

/**
 * Python packages by what they are imported as, where the two are known: of these one may say that they are not imported.
 * What is not here is looked for under its own name, and where it is not found nothing is said.
 */
const python: Readonly<Record<string, readonly string[]>> = {
  aiohttp: ['aiohttp'],
  ansible: ['ansible'],
  attrs: ['attr', 'attrs'],
  beautifulsoup4: ['bs4'],
  bleach: ['bleach'],
  boto3: ['boto3'],
  celery: ['celery'],
  certifi: ['certifi'],
  cryptography: ['cryptography'],
  django: ['django'],
  djangorestframework: ['rest_framework'],
  fastapi: ['fastapi'],
  flask: ['flask'],
  'flask-cors': ['flask_cors'],
  gitpython: ['git'],
  grpcio: ['grpc'],
  gunicorn: ['gunicorn'],
  httpx: ['httpx'],
  idna: ['idna'],
  ipython: ['IPython'],
  jinja2: ['jinja2'],
  lxml: ['lxml'],
  mako: ['mako'],
  markdown: ['markdown'],
  mysqlclient: ['MySQLdb'],
  numpy: ['numpy'],
  'opencv-python': ['cv2'],
  pandas: ['pandas'],
  paramiko: ['paramiko'],
  pillow: ['PIL'],
  protobuf: ['google.protobuf'],
  'psycopg2-binary': ['psycopg2'],
  pycrypto: ['Crypto'],
  pycryptodome: ['Crypto'],
  pydantic: ['pydantic'],
  pygments: ['pygments'],
  pyjwt: ['jwt'],
  pymongo: ['pymongo', 'bson', 'gridfs'],
  pymysql: ['pymysql'],
  pyopenssl: ['OpenSSL'],
  'python-dateutil': ['dateutil'],
  'python-jose': ['jose'],
  'python-multipart': ['multipart', 'python_multipart'],
  pyyaml: ['yaml'],
  pyzmq: ['zmq'],
  redis: ['redis'],
  requests: ['requests'],
  'scikit-learn': ['sklearn'],
  scrapy: ['scrapy'],
  setuptools: ['setuptools', 'pkg_resources'],
  sqlalchemy: ['sqlalchemy'],
  sqlparse: ['sqlparse'],
  starlette: ['starlette'],
  tensorflow: ['tensorflow'],
  torch: ['torch'],
  tornado: ['tornado'],
  tqdm: ['tqdm'],
  twisted: ['twisted'],
  urllib3: ['urllib3'],
  'websocket-client': ['websocket'],
  werkzeug: ['werkzeug'],
};

/** Java packages by the artifact that brings them, where the one does not follow from the other. */
const java: Readonly<Record<string, readonly string[]>> = {
  'com.fasterxml.jackson.core:jackson-core': ['com.fasterxml.jackson.core'],
  'com.fasterxml.jackson.core:jackson-databind': ['com.fasterxml.jackson.databind'],
  'com.google.code.gson:gson': ['com.google.gson'],
  'com.google.guava:guava': ['com.google.common'],
  'com.google.protobuf:protobuf-java': ['com.google.protobuf'],
  'com.h2database:h2': ['org.h2'],
  'commons-collections:commons-collections': ['org.apache.commons.collections'],
  'commons-fileupload:commons-fileupload': ['org.apache.commons.fileupload'],
  'commons-io:commons-io': ['org.apache.commons.io'],
  'log4j:log4j': ['org.apache.log4j'],
  'mysql:mysql-connector-java': ['com.mysql'],
  'org.apache.httpcomponents:httpclient': ['org.apache.http'],
  'org.apache.logging.log4j:log4j-api': ['org.apache.logging.log4j'],
  'org.apache.struts:struts2-core': ['org.apache.struts2', 'com.opensymphony.xwork2'],
  'org.apache.tomcat.embed:tomcat-embed-core': ['org.apache.catalina', 'org.apache.coyote'],
  'org.dom4j:dom4j': ['org.dom4j'],
  'org.postgresql:postgresql': ['org.postgresql'],
  'org.yaml:snakeyaml': ['org.yaml.snakeyaml'],
};

export interface ImportNames extends AskedPackage {
  /** It is imported as this and nothing else: where nobody does, nobody imports it. */
  isCertain: boolean;
}

/**
 * What the code would import a package as; null for ecosystems whose languages are not read for this.
 * @param named import paths that its advisories name
 */
export function importNames(ecosystem: string, name: string, named: readonly string[] = []): ImportNames | null {
  const normal = normaliseName(ecosystem, name);
  const key = keyOf(ecosystem, name);
  switch (ecosystem) {
    case 'npm':
      return { key, family: 'javascript', modules: [name], isCertain: true };
    case 'Go':
      // The standard library is a module without a path of its own.
      return { key, family: 'go', modules: name === 'stdlib' ? [...named] : [name], isCertain: true };
    case 'crates.io':
      return { key, family: 'rust', modules: [name.replaceAll('-', '_')], isCertain: true };
    case 'PyPI': {
      const known = Object.hasOwn(python, normal) ? python[normal] : undefined;
      const guess = [...new Set([normal.replaceAll('-', '_'), name])];
      return { key, family: 'python', modules: known ? [...known] : guess, isCertain: known !== undefined };
    }
    case 'Maven': {
      const [group = '', artifact = ''] = name.split(':');
      const known = Object.hasOwn(java, name) ? java[name] : undefined;
      // spring-web of org.springframework is org.springframework.web.
      const rest = artifact.split('-').slice(1).join('.');
      const guess = [rest === '' ? `${group}.${artifact}` : `${group}.${rest}`];
      return { key, family: 'java', modules: known ? [...known] : guess, isCertain: known !== undefined };
    }
    default:
      return null;
  }
}

export function keyOf(ecosystem: string, name: string): string {
  return `${ecosystem}:${normaliseName(ecosystem, name)}`;
}
