import { z } from 'zod'
import type { RefusalCode } from '@/lib/kernel/refusal'
import type { UseCase } from '@/lib/platform/door/use-case'
import { problemCodes, problemStatus } from '@/lib/platform/entrance/problem'
import { type Operation, pathFields } from '@/lib/platform/entrance/routes'
import { type JsonSchema, objectSchemaOf, schemaOf } from './internal/json-schema'
import { publicPaths } from './internal/public-paths'

type Json = Record<string, unknown>

export const apiBase = '/api/v1'

/** OpenAPI 3.1 of every use case that names a method and a path: made from the very values that serve the calls. */
export function openApiDocument(useCases: readonly UseCase[], version: string): Json {
  const operations = useCases.filter((useCase): useCase is Operation => useCase.http !== undefined)
  const paths: Record<string, Json> = structuredClone(publicPaths)
  for (const operation of operations) {
    const path = `${apiBase}${operation.http.path}`
    paths[path] = { ...paths[path], [operation.http.method.toLowerCase()]: operationObject(operation) }
  }
  const tags = [
    ...new Set(
      Object.values(paths).flatMap((path) => Object.values(path).flatMap((one) => (one as { tags: string[] }).tags)),
    ),
  ]
  return {
    openapi: '3.1.0',
    info: { title: 'Caravan 商队', version, description: introduction },
    servers: [{ url: '/' }],
    security: [{ key: [] }],
    tags: tags.sort().map((name) => ({ name })),
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key of one company.' } },
      schemas: { Problem: problemSchema },
      responses: Object.fromEntries(problemStatuses.map((status) => [`Problem${status}`, problemResponse(status)])),
      parameters: { IdempotencyKey: idempotencyKey, IfMatch: ifMatch },
    },
  }
}

const introduction = `Lists answer \`{ items, nextCursor }\`; \`limit\` is 1 to 200 and \`cursor\` the \`nextCursor\` of the page before.
Money is a decimal string beside its \`currency\`, instants are ISO 8601 with zone, unknown fields are refused.
Errors are \`application/problem+json\` with a stable \`code\`; ids of other companies are answered like unknown ones.`

function operationObject(operation: Operation): Json {
  const { name, summary, http } = operation
  const input = objectSchemaOf(operation.documented ?? operation.input)
  const inPath = pathFields(http.path)
  const fields = Object.entries(input.properties ?? {}).filter(([field]) => !inPath.includes(field))
  const parameters: Json[] = inPath.map((field) =>
    parameter('path', field, input.properties?.[field] ?? { type: 'string' }, true),
  )
  if (http.method === 'GET') {
    for (const [field, schema] of fields) {
      const example = operation.example?.[field]
      const described = parameter('query', field, schema, input.required?.includes(field) ?? false)
      parameters.push(example === undefined ? described : { ...described, example })
    }
  }
  if (operation.kind === 'command' && operation.remembered)
    parameters.push({ $ref: '#/components/parameters/IdempotencyKey' })
  if (http.method !== 'GET' && input.properties?.version) parameters.push({ $ref: '#/components/parameters/IfMatch' })
  return {
    operationId: name,
    summary,
    tags: [name.slice(0, name.indexOf('.'))],
    parameters,
    ...(http.method !== 'GET' && { requestBody: bodyOf(operation, input, fields) }),
    responses: { [http.status ?? 200]: answerOf(operation), ...problemsOf(operation) },
    security: [{ key: [] }],
  }
}

function parameter(place: 'path' | 'query', name: string, schema: JsonSchema, required: boolean): Json {
  return { name, in: place, required, schema }
}

function bodyOf({ upload, example = {} }: Operation, input: JsonSchema, fields: [string, JsonSchema][]): Json {
  const required = (input.required ?? []).filter((field) => fields.some(([name]) => name === field))
  const properties = Object.fromEntries(fields)
  if (!upload) {
    const schema = { ...input, properties, required }
    return { required: required.length > 0, content: { 'application/json': { schema, example } } }
  }
  // What the use case is handed is a file that was received; what is sent is the file.
  const schema = { ...input, properties: { ...properties, file: { type: 'string', format: 'binary' } }, required }
  return { required: true, content: { 'multipart/form-data': { schema, example } } }
}

function answerOf({ output }: Operation): Json {
  const schema = output ? schemaOf(output, 'output') : { type: 'object' }
  const headers = { 'X-Request-Id': { schema: { type: 'string', format: 'uuid' } } }
  return { description: 'Done', headers, content: { 'application/json': { schema } } }
}

const always: RefusalCode[] = ['unauthenticated', 'forbidden', 'not_found', 'invalid', 'rate_limited', 'unavailable']
const whenChanging: RefusalCode[] = ['malformed', 'in_flight', 'too_large']

function problemsOf({ http }: Operation): Json {
  const codes = http.method === 'GET' ? always : [...always, ...whenChanging]
  const statuses = [...codes.map(problemStatus), 500].sort((a, b) => a - b)
  return Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]))
}

const problemStatuses = [...new Set(problemCodes.map(problemStatus))].sort((a, b) => a - b)

function problemResponse(status: number): Json {
  const codes = problemCodes.filter((code) => problemStatus(code) === status)
  const schema = { allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: codes } } }] }
  return { description: codes.join(', '), content: { 'application/problem+json': { schema } } }
}

const problemSchema = schemaOf(
  z.looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(problemCodes),
    detail: z.string(),
    requestId: z.string().meta({ format: 'uuid' }),
    errors: z.array(z.object({ path: z.string(), code: z.string() })).optional(),
  }),
  'output',
)

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key with the same request gives the same answer and no second effect.',
  schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[!-~]+$' },
}

const ifMatch = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The version that is to be changed, in quotation marks; the field `version` does the same.',
  schema: { type: 'string', pattern: '^"\\d{1,9}"$' },
}
