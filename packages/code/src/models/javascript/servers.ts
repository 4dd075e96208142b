import type { Model } from '../model.ts';
import { requestObjects } from './request-objects.ts';

const verbs = '{get,post,put,delete,patch,all,use,options,head,route,param}';
const handler = ['express.Request', 'express.Response', 'express.NextFunction'];

/** Express, Fastify, Koa, Hapi, Nest, Next and Node's own servers: where requests come in and answers go out. */
export const servers: Model = {
  sources: [
    {
      kind: 'remote',
      apis: [
        'express.Request.{body,query,params,cookies,signedCookies,headers,header,get,param,url,originalUrl,path,hostname,files,file,rawBody}',
        'fastify.FastifyRequest.{body,query,params,headers,cookies,raw,hostname,url}',
        'koa.Context.{query,params,cookies,headers,header,url,path,querystring,originalUrl,hostname,host,search}',
        'koa.Context.request.{body,query,headers,header,url,files,querystring}',
        'koa.Context.req.{url,headers,body}',
        'koa.Context.get',
        'hapi.Request.{payload,query,params,headers,url,state}',
        'http.IncomingMessage.{url,headers,rawHeaders}',
        'next.NextApiRequest.{body,query,cookies,headers,url}',
        'next/server.NextRequest.{url,nextUrl,headers,cookies,json,text,formData}',
        'next.GetServerSidePropsContext.{query,params,req}',
        'next/headers.{cookies,headers}',
        'ws.WebSocket.message',
        'aws-lambda.APIGatewayProxyEvent.{body,queryStringParameters,pathParameters,headers}',
      ],
    },
    {
      kind: 'page',
      apis: [
        'location.{search,hash,href,pathname}',
        'window.location.{search,hash,href,pathname}',
        'document.location.{search,hash,href,pathname}',
        'document.{URL,documentURI,referrer,cookie}',
        'window.name',
        'MessageEvent.data',
      ],
    },
    {
      kind: 'environment',
      apis: ['process.argv', 'process.stdin', 'readline.createInterface().question', 'process.env'],
    },
  ],
  entries: [
    {
      annotation: '@nestjs/common.{Get,Post,Put,Delete,Patch,All}',
      parameters: 'remote',
      parameterAnnotations: ['@nestjs/common.{Body,Query,Param,Headers,Req,UploadedFile,UploadedFiles}'],
    },
    {
      annotation: '@nestjs/graphql.{Query,Mutation}',
      parameters: 'remote',
      parameterAnnotations: ['@nestjs/graphql.Args'],
    },
  ],
  sinks: [
    // A whole query or body is an object, and goes out as JSON.
    {
      kind: 'html',
      apis: ['express.Response.send(0)'],
      unless: [
        { arg: 0, api: requestObjects },
        { arg: 0, dictionary: true },
      ],
    },
    // Fastify sends texts as plain ones unless it is told otherwise.
    ...['type()', 'header(content-type)', 'header(Content-Type)'].map(
      (setting): NonNullable<Model['sinks']>[number] => ({
        kind: 'html',
        apis: ['fastify.FastifyReply.send(0)'],
        when: [{ arg: `this.${setting}`, matches: 'html' }],
        unless: [{ arg: 0, dictionary: true }],
      }),
    ),
    {
      kind: 'html',
      apis: [
        'express.Response.{write,end}(0)',
        'http.ServerResponse.{write,end}(0)',
        'koa.Context.body',
        'hapi.ResponseToolkit.response(0)',
        'document.{write,writeln}(*)',
        'react.dangerouslySetInnerHTML(0)',
        'jquery.{html,append,prepend,after,before,replaceWith}(0)',
      ],
    },
    {
      kind: 'redirect',
      apis: [
        'express.Response.redirect(*)',
        'express.Response.location(0)',
        'koa.Context.redirect(0)',
        'fastify.FastifyReply.redirect(*)',
        'next.NextApiResponse.redirect(*)',
        'next/navigation.redirect(0)',
        'next/server.NextResponse.redirect(0)',
        'hapi.ResponseToolkit.redirect(0)',
        'window.location.{assign,replace}(0)',
        'location.{assign,replace}(0)',
        'window.open(0)',
      ],
    },
    {
      kind: 'header',
      apis: [
        'express.Response.{set,header,setHeader,append}(1)',
        'http.ServerResponse.{setHeader}(1)',
        'koa.Context.set(1)',
      ],
    },
    { kind: 'path', apis: ['express.Response.{sendFile,download,sendfile}(0)', 'fastify.FastifyReply.sendFile(0)'] },
    { kind: 'template', apis: ['express.Response.render(0)'] },
    {
      kind: 'mass-assignment',
      apis: ['*.{insertMany,findByIdAndUpdate,findOneAndUpdate}(1)', 'sequelize.Model.{create,update,build}(0)'],
    },
  ],
  types: [
    ['express()', 'express.Application'],
    ['express.Router()', 'express.Application'],
    ['express.Application.{route,get,post,put,delete,use}()', 'express.Application'],
    ['express.Response.{status,type,set,header}()', 'express.Response'],
    ['fastify()', 'fastify.FastifyInstance'],
    ['fastify.default()', 'fastify.FastifyInstance'],
    ['fastify.FastifyReply.{type,code,status,header}()', 'fastify.FastifyReply'],
    ['koa', 'koa.Application'],
    ['koa-router', 'koa.Router'],
    ['@koa/router', 'koa.Router'],
    ['http.{createServer}()', 'http.Server'],
    ['https.createServer()', 'http.Server'],
    ['@nestjs/common.Req', 'express.Request'],
    ['@hapi/hapi.server()', 'hapi.Server'],
    ['{next.NextApiResponse,Response}', 'express.Response'],
    ['jQuery', 'jquery'],
    ['$', 'jquery'],
    ['{$,jQuery,jquery}()', 'jquery'],
  ],
  callbacks: [
    [`express.Application.${verbs}(*)`, handler],
    [`fastify.FastifyInstance.${verbs}(*)`, ['fastify.FastifyRequest', 'fastify.FastifyReply']],
    ['fastify.FastifyInstance.{addHook}(1)', ['fastify.FastifyRequest', 'fastify.FastifyReply']],
    ['koa.Application.use(*)', ['koa.Context']],
    [`koa.Router.${verbs}(*)`, ['koa.Context']],
    ['http.createServer(*)', ['http.IncomingMessage', 'http.ServerResponse']],
    ['https.createServer(*)', ['http.IncomingMessage', 'http.ServerResponse']],
    ['http.Server.on(1)', ['http.IncomingMessage', 'http.ServerResponse']],
    ['window.addEventListener(1)', ['MessageEvent']],
    ['addEventListener(1)', ['MessageEvent']],
  ],
  supers: [
    ['express.Request', ['http.IncomingMessage']],
    ['express.Response', ['http.ServerResponse']],
  ],
};
