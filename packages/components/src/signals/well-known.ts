/**
 * Names that everybody knows, and that others are therefore dressed up as. Not a list of what is good: a name on it is
 * one that a typing mistake would be made about. By ecosystem, as OSV names it.
 */
const names: Readonly<Record<string, string>> = {
  npm: 'react react-dom react-router react-router-dom react-redux redux vue vuex vue-router angular svelte next nuxt express koa fastify connect body-parser cookie-parser cors helmet morgan multer passport jsonwebtoken bcrypt bcryptjs lodash underscore ramda moment dayjs date-fns luxon axios request node-fetch superagent got undici cross-fetch isomorphic-fetch chalk colors kleur picocolors commander yargs minimist inquirer prompts ora debug winston pino bunyan log4js dotenv cross-env cross-spawn rimraf mkdirp glob minimatch chokidar fs-extra graceful-fs shelljs execa async bluebird rxjs uuid nanoid shortid semver typescript tslib ts-node webpack webpack-cli webpack-dev-server rollup vite esbuild parcel babel-core babel-loader babel-cli eslint prettier jest mocha chai sinon jasmine karma vitest cypress puppeteer playwright selenium-webdriver nodemon pm2 concurrently husky lint-staged mongoose mongodb mysql mysql2 sequelize typeorm prisma knex redis ioredis socket.io socket.io-client graphql apollo-server jquery bootstrap tailwindcss postcss autoprefixer sass node-sass less handlebars mustache ejs pug marked cheerio jsdom xml2js js-yaml ajv joi yup validator classnames styled-components styled-jsx immer immutable zod zustand formik d3 three chart.js electron nodemailer aws-sdk firebase stripe twilio discord.js ethers web3 crypto-js node-forge ws sharp jimp color-convert event-stream ua-parser-js color colord callsite callsites enquirer cookie cookies query-string querystring qs mquery xml-js simple-get simple-git prism prismjs semiver rollup-plugin-terser',
  PyPI: 'requests urllib3 certifi idna chardet charset-normalizer numpy pandas scipy matplotlib seaborn scikit-learn tensorflow torch torchvision keras transformers django flask fastapi starlette uvicorn gunicorn tornado aiohttp httpx beautifulsoup4 lxml scrapy selenium pillow opencv-python boto3 botocore awscli s3transfer google-cloud-storage azure-storage-blob sqlalchemy psycopg2 psycopg2-binary pymysql mysqlclient pymongo redis celery pytest pytest-cov coverage tox nox black flake8 pylint mypy isort setuptools wheel virtualenv pipenv poetry click typer rich colorama tqdm pyyaml toml tomli jinja2 markupsafe werkzeug itsdangerous cryptography pycryptodome pyjwt paramiko python-dateutil pytz six attrs pydantic marshmallow protobuf grpcio ansible jupyter notebook ipython discord.py python-telegram-bot openai langchain web3 simplejson ujson orjson jsonschema docutils sphinx alembic pycryptodomex djongo',
  RubyGems:
    'rails activesupport activerecord actionpack rack sinatra devise nokogiri rspec rake bundler puma sidekiq redis pg mysql2 sqlite3 faraday httparty rest-client json thor rubocop capybara cucumber jwt bcrypt aws-sdk omniauth pundit cancancan kaminari carrierwave paperclip simple_form',
  'crates.io':
    'serde serde_json serde_derive tokio rand regex clap log env_logger anyhow thiserror reqwest hyper axum actix-web rocket diesel sqlx chrono time futures async-trait bytes lazy_static once_cell itertools rayon crossbeam syn quote proc-macro2 libc bitflags tracing uuid url base64 ring rustls openssl',
  NuGet:
    'Newtonsoft.Json Serilog AutoMapper Dapper NUnit xunit Moq FluentValidation FluentAssertions MediatR Polly EntityFramework NLog log4net RestSharp HtmlAgilityPack StackExchange.Redis Swashbuckle.AspNetCore Hangfire Npgsql MySql.Data BouncyCastle.Cryptography CsvHelper',
  Packagist:
    'symfony/symfony symfony/console laravel/framework guzzlehttp/guzzle monolog/monolog phpunit/phpunit doctrine/orm twig/twig composer/composer nesbot/carbon ramsey/uuid league/flysystem slim/slim phpmailer/phpmailer vlucas/phpdotenv firebase/php-jwt',
  Go: 'github.com/gin-gonic/gin github.com/gorilla/mux github.com/spf13/cobra github.com/spf13/viper github.com/sirupsen/logrus github.com/stretchr/testify github.com/pkg/errors github.com/google/uuid github.com/labstack/echo/v4 github.com/go-chi/chi/v5 github.com/jmoiron/sqlx gorm.io/gorm github.com/redis/go-redis/v9 go.uber.org/zap google.golang.org/grpc github.com/prometheus/client_golang github.com/boltdb/bolt',
  Maven:
    'org.springframework:spring-core org.springframework.boot:spring-boot com.google.guava:guava org.apache.commons:commons-lang3 commons-io:commons-io com.fasterxml.jackson.core:jackson-databind org.slf4j:slf4j-api ch.qos.logback:logback-classic org.apache.logging.log4j:log4j-core junit:junit org.mockito:mockito-core org.hibernate:hibernate-core com.google.code.gson:gson org.projectlombok:lombok mysql:mysql-connector-java org.postgresql:postgresql io.netty:netty-all',
  'GitHub Actions':
    'actions/checkout actions/setup-node actions/setup-python actions/setup-java actions/setup-go actions/cache actions/upload-artifact actions/download-artifact docker/build-push-action docker/login-action codecov/codecov-action',
};

const byEcosystem = new Map(Object.entries(names).map(([ecosystem, text]) => [ecosystem, text.split(' ')]));

export function wellKnown(ecosystem: string): readonly string[] {
  return byEcosystem.get(ecosystem) ?? [];
}
