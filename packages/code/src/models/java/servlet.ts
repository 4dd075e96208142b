import type { Model } from '../model.ts';

const request = '{javax,jakarta}.servlet.http.HttpServletRequest';
const base = '{javax,jakarta}.servlet.ServletRequest';
const response = '{javax,jakarta}.servlet.http.HttpServletResponse';

/** Servlets and JSP. https://jakarta.ee/specifications/servlet/6.0/ */
export const servlet: Model = {
  sources: [
    {
      kind: 'remote',
      apis: [
        `{javax,jakarta}.servlet.{http.HttpServletRequest,ServletRequest}.{getParameter,getParameterValues,getParameterMap,getParameterNames,getInputStream,getReader}`,
        `${request}.{getHeader,getHeaders,getHeaderNames,getQueryString,getCookies,getPathInfo,getRequestURI,getRequestURL,getServletPath,getPart,getParts,getRemoteUser,getPathTranslated,getAuthType,getRequestedSessionId}`,
        `${base}.{getProtocol,getScheme,getContentType,getCharacterEncoding,getServerName,getRemoteHost}`,
        // Whoever deploys writes these; who wrote the program does not know what will stand in them.
        '{javax,jakarta}.servlet.{ServletConfig,ServletContext,GenericServlet,FilterConfig}.{getInitParameter,getInitParameterNames}',
        '{javax,jakarta}.servlet.http.Cookie.{getValue,getName,getPath,getComment}',
        '{javax,jakarta}.servlet.http.Part.{getSubmittedFileName,getInputStream,getHeader,getName}',
        'org.apache.commons.fileupload.FileItem.{getName,getString,getInputStream}',
        'org.apache.commons.fileupload.servlet.ServletFileUpload.parseRequest',
        'com.oreilly.servlet.MultipartRequest.{getParameter,getParameterValues,getParameterNames,getFilesystemName,getOriginalFileName,getContentType}',
      ],
    },
  ],
  sinks: [
    {
      kind: 'html',
      apis: [
        '{javax,jakarta}.servlet.ServletResponse.getWriter().{print,println,write,printf,format,append}(*)',
        `${response}.getWriter().{print,println,write,printf,format,append}(*)`,
        'java.io.PrintWriter@response.{print,println,write,printf,format,append}(*)',
        '{javax,jakarta}.servlet.ServletOutputStream.{print,println,write}(0)',
        '{javax,jakarta}.servlet.jsp.JspWriter.{print,println,write,append}(0)',
        `${response}.sendError(1)`,
      ],
    },
    {
      kind: 'redirect',
      apis: [`${response}.sendRedirect(0)`, `${base}.getRequestDispatcher(0)`, `${request}.getRequestDispatcher(0)`],
    },
    {
      kind: 'header',
      apis: [
        `${response}.{setHeader,addHeader,setDateHeader}(1)`,
        `${response}.setContentType(0)`,
        '{javax,jakarta}.servlet.http.Cookie(1)',
        '{javax,jakarta}.servlet.http.Cookie.setValue(0)',
      ],
    },
    {
      kind: 'trust-boundary',
      apis: [
        '{javax,jakarta}.servlet.http.HttpSession.{setAttribute,putValue}(0)',
        '{javax,jakarta}.servlet.http.HttpSession.{setAttribute,putValue}(1)',
      ],
    },
    {
      kind: 'path',
      apis: [
        '{javax,jakarta}.servlet.ServletContext.{getResource,getResourceAsStream,getRealPath}(0)',
        '{javax,jakarta}.servlet.http.Part.write(0)',
      ],
    },
  ],
  around: [
    {
      apis: ['java.io.{PrintWriter,PrintStream,BufferedWriter,OutputStreamWriter}'],
      of: ['javax.servlet.ServletOutputStream', 'jakarta.servlet.ServletOutputStream', 'java.io.PrintWriter@response'],
      type: 'java.io.PrintWriter@response',
    },
    {
      apis: ['java.io.{BufferedOutputStream,DataOutputStream,FilterOutputStream}'],
      of: ['javax.servlet.ServletOutputStream', 'jakarta.servlet.ServletOutputStream'],
      type: 'javax.servlet.ServletOutputStream',
    },
  ],
  singletons: ['javax.servlet.GenericServlet', 'jakarta.servlet.GenericServlet'],
  shelves: [
    {
      name: 'session',
      put: ['{javax,jakarta}.servlet.http.HttpSession.{setAttribute,putValue}'],
      get: ['{javax,jakarta}.servlet.http.HttpSession.{getAttribute,getValue}'],
    },
    {
      name: 'servlet context',
      put: ['{javax,jakarta}.servlet.ServletContext.setAttribute'],
      get: ['{javax,jakarta}.servlet.ServletContext.getAttribute'],
    },
    { name: 'request', put: [`${base}.setAttribute`], get: [`${base}.getAttribute`] },
  ],
  clean: [
    `${request}.{getMethod,getSession,getRemotePort,getLocalAddr,isSecure,getContentLength,getContextPath,getServerPort,getUserPrincipal}`,
    `${base}.{getContentLength,isSecure}`,
  ],
  types: [
    [`{javax,jakarta}.servlet.ServletResponse.getWriter()`, 'java.io.PrintWriter@response'],
    [`${response}.getWriter()`, 'java.io.PrintWriter@response'],
    [`${response}.getOutputStream()`, 'javax.servlet.ServletOutputStream'],
    [`${request}.getSession()`, 'javax.servlet.http.HttpSession'],
    [`${request}.getInputStream()`, 'javax.servlet.ServletInputStream'],
    [`${base}.getInputStream()`, 'javax.servlet.ServletInputStream'],
    [`${base}.getReader()`, 'java.io.BufferedReader'],
    [`${request}.getReader()`, 'java.io.BufferedReader'],
    [`${request}.getCookies()[]`, 'javax.servlet.http.Cookie'],
    [`${request}.getCookies().[]`, 'javax.servlet.http.Cookie'],
    [`${request}.getPart()`, 'javax.servlet.http.Part'],
    [
      '{javax,jakarta}.servlet.{GenericServlet,ServletConfig,FilterConfig}.getServletContext()',
      'javax.servlet.ServletContext',
    ],
    ['{javax,jakarta}.servlet.GenericServlet.getServletConfig()', 'javax.servlet.ServletConfig'],
    [`${request}.getServletContext()`, 'javax.servlet.ServletContext'],
    ['java.io.PrintWriter@response.{format,printf,append}()', 'java.io.PrintWriter@response'],
  ],
  supers: [
    ['javax.servlet.http.HttpServletRequest', ['javax.servlet.ServletRequest']],
    ['jakarta.servlet.http.HttpServletRequest', ['jakarta.servlet.ServletRequest']],
    ['javax.servlet.http.HttpServletResponse', ['javax.servlet.ServletResponse']],
    ['jakarta.servlet.http.HttpServletResponse', ['jakarta.servlet.ServletResponse']],
    ['javax.servlet.http.HttpServletRequestWrapper', ['javax.servlet.http.HttpServletRequest']],
    ['javax.servlet.http.HttpServlet', ['javax.servlet.GenericServlet']],
    ['jakarta.servlet.http.HttpServlet', ['jakarta.servlet.GenericServlet']],
  ],
};
