import { z } from 'zod';
import { Problem, problems } from './problem.ts';
import { apiPrefix, type Route } from './route.ts';
import { routes } from './routes.ts';

/**
 * The contract as an OpenAPI 3.1 document.
 * @see https://spec.openapis.org/oas/v3.1.1.html
 */
export function toOpenApi(info: { version: string; serverUrl?: string }) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [id, definition] of Object.entries(routes as Record<string, Route>)) {
    const path = definition.path.replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[definition.method.toLowerCase()] = toOperation(id, definition);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Stoa',
      version: info.version,
      summary: 'Continuous security as running software.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: `${info.serverUrl ?? ''}${apiPrefix}` }],
    tags: [...new Set(Object.values(routes as Record<string, Route>).map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'stoa_session' },
        token: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Problem: toSchema(Problem, 'output') },
    },
  };
}

function toOperation(id: string, definition: Route) {
  const { access } = definition;
  const rule =
    access === 'public' ? 'No sign-in is needed.' : `Least role: ${access.role}. Token scope: ${access.scope}.`;
  return {
    operationId: id,
    tags: [definition.tag],
    summary: definition.summary,
    description: [definition.description, rule].filter(Boolean).join('\n\n'),
    security: access === 'public' ? [] : [{ session: [] }, { token: [] }],
    'x-stoa-access': access,
    parameters: [
      ...toParameters('path', definition.params),
      ...toParameters('query', definition.query),
      ...(definition.idempotent
        ? [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 } }]
        : []),
    ],
    ...toRequestBody(definition),
    responses: {
      [String(definition.status ?? 200)]: toResponse(definition),
      default: {
        description: `A problem. Codes: ${Object.keys(problems).join(', ')}.`,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function toRequestBody(definition: Route) {
  if (definition.rawBody) {
    return {
      requestBody: {
        required: true,
        content: { [definition.rawBody.mediaType]: { schema: { type: 'string', format: 'binary' } } },
      },
    };
  }
  if (!definition.body) return {};
  return {
    requestBody: { required: true, content: { 'application/json': { schema: toSchema(definition.body, 'input') } } },
  };
}

function toResponse(definition: Route) {
  if (definition.rawResponse) {
    const { mediaType, others = [] } = definition.rawResponse;
    return {
      description: definition.summary,
      content: Object.fromEntries(
        [mediaType, ...others].map((one) => [one, { schema: { type: 'string', format: 'binary' } }]),
      ),
    };
  }
  if (!definition.response) return { description: 'Done.' };
  return {
    description: definition.summary,
    content: { 'application/json': { schema: toSchema(definition.response, 'output') } },
  };
}

function toParameters(place: 'path' | 'query', schema: z.ZodObject | undefined) {
  if (!schema) return [];
  const json = toSchema(schema, 'input') as {
    properties?: Record<string, { description?: string }>;
    required?: string[];
  };
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (json.required ?? []).includes(name),
    ...(property.description && { description: property.description }),
    schema: property,
  }));
}

function toSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' });
  return rest;
}
