/** Package → simple names: what `import java.util.*` may mean, and what needs no import. */
const packages: Readonly<Record<string, string>> = {
  'java.lang':
    'Object String StringBuilder StringBuffer Integer Long Short Byte Character Boolean Double Float Number Math Runtime ProcessBuilder Process System Thread Runnable Class ClassLoader Exception RuntimeException Error Throwable Iterable Comparable CharSequence Enum Record Override Deprecated SuppressWarnings IllegalArgumentException IllegalStateException NullPointerException SecurityException InterruptedException AutoCloseable Void StrictMath ThreadLocal',
  'java.util':
    'List ArrayList LinkedList Map HashMap LinkedHashMap TreeMap Hashtable Set HashSet LinkedHashSet TreeSet Vector Stack Queue Deque ArrayDeque PriorityQueue Collection Collections Arrays Iterator ListIterator Enumeration Properties Random UUID Scanner StringTokenizer Date Calendar Locale Optional Objects Base64 BitSet ResourceBundle TimerTask Timer StringJoiner Formatter WeakHashMap ConcurrentHashMap EnumMap SplittableRandom',
  'java.util.stream': 'Stream Collectors IntStream StreamSupport',
  'java.util.function': 'Function Supplier Consumer Predicate BiFunction UnaryOperator',
  'java.util.regex': 'Pattern Matcher',
  'java.util.zip': 'ZipFile ZipEntry ZipInputStream ZipOutputStream GZIPInputStream',
  'java.util.logging': 'Logger Level',
  'java.util.concurrent':
    'ConcurrentHashMap Executor ExecutorService Executors Callable Future CompletableFuture ThreadLocalRandom TimeUnit',
  'java.util.concurrent.atomic': 'AtomicInteger AtomicLong AtomicReference AtomicBoolean',
  'java.io':
    'File FileInputStream FileOutputStream FileReader FileWriter InputStream OutputStream Reader Writer BufferedReader BufferedWriter InputStreamReader OutputStreamWriter PrintWriter PrintStream ObjectInputStream ObjectOutputStream ByteArrayInputStream ByteArrayOutputStream StringReader StringWriter IOException Serializable RandomAccessFile DataInputStream DataOutputStream FileNotFoundException UnsupportedEncodingException Closeable',
  'java.nio.file': 'Path Paths Files StandardCopyOption FileSystems StandardOpenOption',
  'java.nio.file.attribute': 'PosixFilePermission PosixFilePermissions FileAttribute',
  'java.nio.charset': 'StandardCharsets Charset',
  'java.net':
    'URL URI URLConnection HttpURLConnection URLDecoder URLEncoder Socket ServerSocket InetAddress InetSocketAddress URLClassLoader Proxy',
  'java.net.http': 'HttpClient HttpRequest HttpResponse',
  'java.sql':
    'Connection Statement PreparedStatement CallableStatement ResultSet ResultSetMetaData DriverManager SQLException Driver DatabaseMetaData Timestamp',
  'java.security':
    'MessageDigest SecureRandom KeyPairGenerator KeyPair KeyStore Signature Key PrivateKey PublicKey NoSuchAlgorithmException Provider Security AlgorithmParameters KeyFactory',
  'java.security.cert': 'X509Certificate CertificateException',
  'java.lang.reflect': 'Method Field Constructor InvocationHandler Proxy',
  'java.text': 'SimpleDateFormat MessageFormat DateFormat',
  'java.math': 'BigInteger BigDecimal',
  'java.beans': 'XMLDecoder XMLEncoder',
  'javax.crypto':
    'Cipher KeyGenerator SecretKey SecretKeyFactory Mac NullCipher CipherInputStream CipherOutputStream KeyAgreement',
  'javax.crypto.spec':
    'SecretKeySpec IvParameterSpec PBEKeySpec GCMParameterSpec DESKeySpec PBEParameterSpec DESedeKeySpec',
  'javax.net.ssl':
    'SSLContext SSLSocket SSLSocketFactory HttpsURLConnection TrustManager X509TrustManager HostnameVerifier SSLSession TrustManagerFactory KeyManagerFactory SSLEngine X509ExtendedTrustManager',
  'javax.naming': 'Context InitialContext NamingEnumeration NamingException',
  'javax.naming.directory':
    'DirContext InitialDirContext SearchControls SearchResult Attributes Attribute BasicAttributes',
  'javax.naming.ldap': 'LdapContext InitialLdapContext',
  'javax.xml.parsers': 'DocumentBuilderFactory DocumentBuilder SAXParserFactory SAXParser',
  'javax.xml.xpath': 'XPath XPathFactory XPathExpression XPathConstants',
  'javax.xml.transform': 'TransformerFactory Transformer',
  'javax.xml.stream': 'XMLInputFactory XMLStreamReader XMLEventReader',
  'javax.script': 'ScriptEngine ScriptEngineManager',
  'javax.servlet':
    'ServletException ServletRequest ServletResponse ServletContext ServletConfig Filter FilterChain FilterConfig RequestDispatcher ServletInputStream ServletOutputStream GenericServlet',
  'javax.servlet.http':
    'HttpServlet HttpServletRequest HttpServletResponse HttpSession Cookie Part HttpServletRequestWrapper HttpServletResponseWrapper',
  'javax.servlet.annotation': 'WebServlet WebFilter MultipartConfig',
  'org.springframework.web.bind.annotation':
    'RestController RequestMapping GetMapping PostMapping PutMapping DeleteMapping PatchMapping RequestParam PathVariable RequestBody RequestHeader CookieValue ModelAttribute ResponseBody CrossOrigin ControllerAdvice RequestPart MatrixVariable',
  'org.springframework.stereotype': 'Controller Service Component Repository',
  'org.springframework.jdbc.core': 'JdbcTemplate RowMapper',
  'org.w3c.dom': 'Document Element Node NodeList',
  'org.xml.sax': 'InputSource SAXException XMLReader',
  'javax.persistence': 'EntityManager EntityManagerFactory Query TypedQuery PersistenceContext Entity Id',
  'javax.ws.rs':
    'Path GET POST PUT DELETE QueryParam PathParam FormParam HeaderParam CookieParam Produces Consumes BeanParam MatrixParam',
  'javax.ws.rs.core': 'Response Context MediaType UriInfo HttpHeaders Cookie NewCookie',
};

/** Simple name → package, for packages that were imported on demand. */
const byPackage = new Map(Object.entries(packages).map(([name, classes]) => [name, new Set(classes.split(' '))]));

/** Does `package` have a class of this name, as far as we know the package? */
export function isClassOf(packageName: string, simple: string): boolean {
  // What moved to Jakarta kept its names.
  return (
    (byPackage.get(packageName) ?? byPackage.get(packageName.replace(/^jakarta\./, 'javax.')))?.has(simple) ?? false
  );
}
