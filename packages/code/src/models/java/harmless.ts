import type { Model } from '../model.ts';

/** What makes data harmless, and for what. */
export const harmless: Model = {
  sanitizers: [
    {
      kinds: ['html', 'header', 'log'],
      apis: [
        'org.owasp.esapi.Encoder.{encodeForHTML,encodeForHTMLAttribute,encodeForJavaScript,encodeForCSS}',
        'org.owasp.esapi.ESAPI.encoder().{encodeForHTML,encodeForHTMLAttribute,encodeForJavaScript,encodeForCSS}',
        'org.owasp.encoder.Encode.{forHtml,forHtmlContent,forHtmlAttribute,forJavaScript,forCssString,forUriComponent}',
        'org.springframework.web.util.HtmlUtils.{htmlEscape,htmlEscapeDecimal,htmlEscapeHex}',
        'org.springframework.web.util.JavaScriptUtils.javaScriptEscape',
        'org.apache.commons.{lang,lang3,text}.StringEscapeUtils.{escapeHtml,escapeHtml3,escapeHtml4,escapeXml,escapeXml10,escapeXml11,escapeEcmaScript,escapeJavaScript}',
        'org.jsoup.Jsoup.clean',
        'com.google.common.html.HtmlEscapers.htmlEscaper().escape',
      ],
    },
    {
      kinds: ['ldap'],
      apis: [
        'org.owasp.esapi.ESAPI.encoder().{encodeForLDAP,encodeForDN}',
        'org.owasp.esapi.Encoder.{encodeForLDAP,encodeForDN}',
        'org.springframework.ldap.support.LdapEncoder.{filterEncode,nameEncode}',
        'com.unboundid.ldap.sdk.Filter.encodeValue',
      ],
    },
    {
      kinds: ['sql'],
      apis: [
        'org.owasp.esapi.ESAPI.encoder().encodeForSQL',
        'org.owasp.esapi.Encoder.encodeForSQL',
        'org.apache.commons.lang.StringEscapeUtils.escapeSql',
      ],
    },
    {
      kinds: ['command'],
      apis: ['org.owasp.esapi.ESAPI.encoder().encodeForOS', 'org.owasp.esapi.Encoder.encodeForOS'],
    },
    {
      kinds: ['xpath'],
      apis: ['org.owasp.esapi.ESAPI.encoder().encodeForXPath', 'org.owasp.esapi.Encoder.encodeForXPath'],
    },
    {
      kinds: ['html', 'header', 'redirect', 'path', 'log'],
      apis: ['java.net.URLEncoder.encode', 'org.owasp.esapi.ESAPI.encoder().encodeForURL'],
    },
    {
      kinds: ['path'],
      apis: [
        'org.apache.commons.io.FilenameUtils.{getName,getBaseName,getExtension}',
        'java.nio.file.Path.getFileName',
      ],
    },
    { kinds: ['regex'], apis: ['java.util.regex.Pattern.quote'] },
    {
      kinds: [
        'sql',
        'command',
        'code',
        'html',
        'path',
        'url',
        'ldap',
        'xpath',
        'header',
        'log',
        'redirect',
        'template',
        'expression',
        'nosql',
        'reflection',
        'regex',
        'xml',
        'format',
        'trust-boundary',
        'email',
        'deserialization',
      ],
      apis: [
        'java.lang.{Integer,Long,Short,Byte,Double,Float}.{parseInt,parseLong,parseShort,parseByte,parseDouble,parseFloat,valueOf,decode}',
        'java.lang.Boolean.{parseBoolean,valueOf}',
        'java.util.UUID.fromString',
        'java.math.{BigInteger,BigDecimal}',
        'java.time.LocalDate.parse',
      ],
    },
  ],
  restores: [
    { kinds: ['html', 'header', 'redirect', 'path', 'log'], apis: ['java.net.URLDecoder.decode'] },
    {
      kinds: ['html'],
      apis: [
        'org.springframework.web.util.HtmlUtils.htmlUnescape',
        'org.apache.commons.{lang,lang3,text}.StringEscapeUtils.{unescapeHtml,unescapeHtml3,unescapeHtml4,unescapeXml}',
      ],
    },
  ],
  guards: [
    { kinds: ['path'], apis: ['java.nio.file.Path.startsWith(this)'] },
    {
      kinds: 'all',
      apis: ['java.lang.Character.{isLetter,isDigit,isLetterOrDigit,isAlphabetic,isJavaIdentifierPart}(0)'],
    },
    { kinds: 'all', apis: ['java.lang.String.matches(this)', 'org.owasp.esapi.ESAPI.validator().isValidInput(1)'] },
  ],
  clean: [
    'java.lang.String.{length,hashCode,equals,equalsIgnoreCase,indexOf,lastIndexOf,isEmpty,contains,startsWith,endsWith,compareTo}',
    'java.util.{List,ArrayList,Map,HashMap,Set,Collection}.{size,isEmpty,contains,containsKey}',
    'java.security.MessageDigest.{digest,isEqual}',
    'java.sql.PreparedStatement.{setString,setInt,setLong,setObject,setDate,setTimestamp,executeQuery,executeUpdate,execute}',
    'java.lang.Object.{getClass,hashCode,equals}',
  ],
  types: [
    ['org.owasp.esapi.ESAPI.encoder()', 'org.owasp.esapi.Encoder'],
    ['java.util.Arrays.asList()', 'java.util.List'],
    ['java.security.SecureRandom.{getInstance,getInstanceStrong}()', 'java.security.SecureRandom'],
  ],
};
