import type { Model } from '../model.ts';

const request = '{flask.request,quart.request,werkzeug.wrappers.Request}';
const handler = ['django.http.HttpRequest'];

/** Flask, Django, FastAPI, aiohttp, Tornado, Bottle: where requests come in and answers go out. */
export const web: Model = {
  sources: [
    {
      kind: 'remote',
      apis: [
        `${request}.{args,form,values,cookies,headers,data,json,files,query_string,path,full_path,url,base_url,host,referrer,user_agent,view_args,stream}`,
        `${request}.{get_json,get_data}`,
        'django.http.HttpRequest.{GET,POST,COOKIES,META,FILES,body,path,path_info,headers,get_full_path,build_absolute_uri,read}',
        'rest_framework.request.Request.{data,query_params,GET,POST,FILES,COOKIES,META}',
        'fastapi.Request.{query_params,path_params,headers,cookies,body,json,form,url}',
        'starlette.requests.Request.{query_params,path_params,headers,cookies,body,json,form,url}',
        'aiohttp.web.Request.{query,match_info,headers,cookies,post,json,text,read,rel_url,query_string,path}',
        'tornado.web.RequestHandler.{get_argument,get_arguments,get_query_argument,get_body_argument,get_cookie,request}',
        'bottle.request.{query,forms,params,cookies,headers,json,body,GET,POST,files,get_cookie}',
        'cgi.FieldStorage.{getvalue,getfirst,getlist}',
        'pyramid.request.Request.{params,GET,POST,matchdict,cookies,json_body}',
      ],
    },
    {
      kind: 'environment',
      apis: [
        'sys.argv',
        'os.environ',
        'os.getenv',
        'input',
        'raw_input',
        'sys.stdin',
        'fileinput.input',
        'argparse.ArgumentParser.parse_args',
      ],
    },
    { kind: 'remote', apis: ['socket.socket.{recv,recvfrom}'] },
  ],
  entries: [
    { annotation: 'flask.{Flask,Blueprint}.{route,get,post,put,delete,patch}', parameters: 'remote', returns: 'html' },
    // The application was handed to the function that says `@app.route('/x')`.
    { annotation: '*.route', parameters: 'remote', returns: 'html' },
    {
      annotation: '{fastapi.FastAPI,fastapi.APIRouter}.{get,post,put,delete,patch,options,head,websocket}',
      parameters: 'remote',
    },
    {
      annotation: 'bottle.{route,get,post,Bottle.route,Bottle.get,Bottle.post}',
      parameters: 'remote',
      returns: 'html',
    },
    { annotation: 'rest_framework.decorators.api_view', types: ['rest_framework.request.Request'] },
    {
      annotation:
        'django.views.decorators.{csrf.csrf_exempt,http.require_POST,http.require_GET,http.require_http_methods}',
      types: handler,
    },
    // Which functions `urls.py` names is not looked up: what takes a request in a file of Django's is a view.
    { firstParameter: 'request', imports: 'django', types: handler },
    { annotation: 'django.contrib.auth.decorators.login_required', types: handler },
    {
      overrides:
        '{django.views.View,django.views.generic.View,rest_framework.views.APIView}.{get,post,put,delete,patch}',
      types: handler,
    },
    { overrides: 'tornado.web.RequestHandler.{get,post,put,delete}', parameters: 'remote' },
  ],
  sinks: [
    {
      kind: 'html',
      apis: [
        'flask.{make_response,Markup,Response}(0)',
        'flask.{make_response,Response}().{data,set_data}(0)',
        'markupsafe.Markup(0)',
        'django.http.HttpResponse(0)',
        'django.utils.safestring.mark_safe(0)',
        'django.http.HttpResponse.write(0)',
        'tornado.web.RequestHandler.write(0)',
        'fastapi.responses.HTMLResponse(0)',
        'starlette.responses.HTMLResponse(0)',
        'aiohttp.web.Response(text:)',
        'fastapi.responses.HTMLResponse(content:)',
      ],
    },
    {
      kind: 'redirect',
      apis: [
        'flask.redirect(0)',
        'flask.{make_response,Response}().{location,headers.Location,headers.location}',
        'werkzeug.utils.redirect(0)',
        'django.shortcuts.redirect(0)',
        'django.http.{HttpResponseRedirect,HttpResponsePermanentRedirect}(0)',
        '{fastapi,starlette}.responses.RedirectResponse(0)',
        '{fastapi,starlette}.responses.RedirectResponse(url:)',
        'tornado.web.RequestHandler.redirect(0)',
        'bottle.redirect(0)',
        'aiohttp.web.{HTTPFound,HTTPSeeOther}(0)',
      ],
    },
    { kind: 'header', apis: ['tornado.web.RequestHandler.set_header(1)', 'flask.make_response().headers.add(1)'] },
    { kind: 'trust-boundary', apis: ['flask.session', 'flask.session.[]', 'flask.session.{update,setdefault}(*)'] },
    {
      kind: 'path',
      apis: [
        'flask.{send_file,safe_join}(0)',
        'django.http.FileResponse(0)',
        '{fastapi,starlette}.responses.FileResponse(0)',
        'bottle.static_file(0)',
      ],
    },
    {
      kind: 'template',
      apis: [
        'flask.{render_template_string}(0)',
        'jinja2.{Template,Environment.from_string}(0)',
        'jinja2.Environment().from_string(0)',
        'mako.template.Template(0)',
        'django.template.Template(0)',
        'tornado.template.Template(0)',
        'bottle.{template,SimpleTemplate}(0)',
      ],
    },
  ],
  types: [
    ['flask.Flask()', 'flask.Flask'],
    ['flask.Blueprint()', 'flask.Blueprint'],
    ['fastapi.FastAPI()', 'fastapi.FastAPI'],
    ['fastapi.APIRouter()', 'fastapi.APIRouter'],
    ['bottle.Bottle()', 'bottle.Bottle'],
    ['cgi.FieldStorage()', 'cgi.FieldStorage'],
    ['socket.socket()', 'socket.socket'],
    ['argparse.ArgumentParser()', 'argparse.ArgumentParser'],
    ['django.http.request.HttpRequest', 'django.http.HttpRequest'],
    ['aiohttp.web.BaseRequest', 'aiohttp.web.Request'],
  ],
  supers: [
    ['fastapi.Request', ['starlette.requests.Request']],
    ['rest_framework.request.Request', ['django.http.HttpRequest']],
  ],
};
