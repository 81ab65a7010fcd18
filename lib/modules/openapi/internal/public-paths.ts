/** The two calls that need no key; they stand beside the registry because nobody acts in them. */
export const publicPaths: Record<string, Record<string, unknown>> = {
  '/api/health': {
    get: {
      operationId: 'health.get',
      summary: 'Whether this instance can do its work',
      tags: ['health'],
      parameters: [],
      security: [],
      responses: {
        200: answer({ status: { const: 'ok' }, version: { type: 'string' } }, 'Database, queue and a worker are there'),
        503: answer(
          {
            status: { const: 'unavailable' },
            missing: { type: 'array', items: { enum: ['database', 'queue', 'worker'] } },
          },
          'What is missing',
        ),
      },
    },
  },
  '/api/v1/openapi.json': {
    get: {
      operationId: 'openapi.get',
      summary: 'This document',
      tags: ['openapi'],
      parameters: [],
      security: [],
      responses: { 200: answer({ openapi: { type: 'string' } }, 'OpenAPI 3.1') },
    },
  },
}

function answer(properties: Record<string, unknown>, description: string) {
  const schema = { type: 'object', properties, required: Object.keys(properties) }
  return { description, content: { 'application/json': { schema } } }
}
