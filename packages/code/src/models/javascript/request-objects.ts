/** Parts of a request that are objects as a whole. */
export const requestObjects: readonly string[] = ['express.Request', 'fastify.FastifyRequest'].flatMap((type) =>
  ['body', 'query', 'params', 'headers', 'cookies', 'files'].map((part) => `${type}.${part}`),
);
