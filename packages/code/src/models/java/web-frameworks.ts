import type { Model } from '../model.ts';

const spring = 'org.springframework.web.bind.annotation';
const rest = '{javax,jakarta}.ws.rs';

/** Spring MVC, JAX-RS, Struts, Play: where requests come in besides servlets. */
export const webFrameworks: Model = {
  entries: [
    {
      annotation: `${spring}.{RequestMapping,GetMapping,PostMapping,PutMapping,DeleteMapping,PatchMapping}`,
      parameters: 'remote',
      parameterAnnotations: [
        `${spring}.{RequestParam,PathVariable,RequestBody,RequestHeader,CookieValue,ModelAttribute,RequestPart,MatrixVariable}`,
      ],
    },
    {
      annotation: `${rest}.{GET,POST,PUT,DELETE,Path}`,
      parameters: 'remote',
      parameterAnnotations: [`${rest}.{QueryParam,PathParam,FormParam,HeaderParam,CookieParam,MatrixParam,BeanParam}`],
    },
  ],
  sources: [
    {
      kind: 'remote',
      apis: [
        'org.springframework.web.context.request.WebRequest.{getParameter,getHeader,getParameterValues}',
        'org.springframework.web.multipart.MultipartFile.{getOriginalFilename,getInputStream,getBytes,getName}',
        `${rest}.core.UriInfo.{getQueryParameters,getPathParameters,getPath,getRequestUri}`,
        `${rest}.core.HttpHeaders.{getHeaderString,getRequestHeader,getCookies}`,
        'play.mvc.Http.Request.{getQueryString,body,header,cookie}',
      ],
    },
  ],
  sinks: [
    {
      kind: 'redirect',
      apis: [
        'org.springframework.web.servlet.view.RedirectView(0)',
        'org.springframework.web.servlet.view.RedirectView.setUrl(0)',
        `${rest}.core.Response.{seeOther,temporaryRedirect}(0)`,
      ],
    },
    {
      kind: 'url',
      apis: [
        'org.springframework.web.client.RestTemplate.{getForObject,getForEntity,postForObject,postForEntity,exchange,put,delete,execute}(0)',
        'org.springframework.web.reactive.function.client.WebClient.create(0)',
        'org.springframework.web.reactive.function.client.WebClient.get().uri(0)',
      ],
    },
    { kind: 'header', apis: ['org.springframework.http.HttpHeaders.{add,set}(1)'] },
    {
      kind: 'mass-assignment',
      apis: [
        'org.springframework.beans.BeanUtils.copyProperties(0)',
        'org.apache.commons.beanutils.BeanUtils.{populate,setProperty,copyProperties}(1)',
      ],
    },
  ],
};
