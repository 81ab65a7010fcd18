import { describe, expect, it } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { openApiDocument } from '@/lib/modules/openapi/document'
import { pathFields } from '@/lib/platform/entrance/routes'
import { registry } from '@/lib/registry'

type Schema = { [key: string]: unknown; properties?: Record<string, Schema>; required?: string[] }
type Parameter = { $ref?: string; name: string; in: string; required: boolean; schema: Schema }
type Operation = {
  operationId: string
  summary: string
  tags: string[]
  parameters: Parameter[]
  requestBody?: { required: boolean; content: Record<string, { schema: Schema; example: unknown }> }
  responses: Record<string, unknown>
  security: unknown[]
}
type Document = {
  openapi: string
  info: object
  tags: { name: string }[]
  paths: Record<string, Record<string, Operation>>
  components: object
}

const document = JSON.parse(JSON.stringify(openApiDocument(registry, 'test'))) as Document
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
)
const withHttp = registry.filter(({ http }) => http)
/** The one way in which the body of an operation is written: JSON, or a form where it brings a file. */
const bodyOf = ({ requestBody }: Partial<Operation>) => Object.values(requestBody?.content ?? {})[0]
const each = operations.map((operation) => [operation.operationId, operation] as const)

describe('the document', () => {
  it('is OpenAPI 3.1 with one operation per use case that has a path, and two that need no key', () => {
    expect(document.openapi).toBe('3.1.0')
    expect(document.info).toEqual({ title: 'Caravan 商队', version: 'test', description: expect.any(String) })
    const open = operations.filter(({ security }) => security.length === 0).map(({ operationId }) => operationId)
    expect(open.sort()).toEqual(['health.get', 'openapi.get'])
    const names = operations.map(({ operationId }) => operationId).sort()
    expect(names).toEqual([...withHttp.map(({ name }) => name), ...open].sort())
  })

  it('has no reference that leads nowhere', () => {
    const text = JSON.stringify(document)
    const references = [...text.matchAll(/"\$ref":"([^"]*)"/g)].map((match) => match[1] ?? '')
    const found = (ref: string) =>
      ref.startsWith('#/') &&
      ref
        .slice(2)
        .split('/')
        .reduce<unknown>((at, key) => (at as Schema | undefined)?.[key], document) !== undefined
    expect(references.length).toBeGreaterThan(0)
    expect([...new Set(references)].filter((ref) => !found(ref))).toEqual([])
  })

  it('offers a key against doing twice to changes whose answer is remembered, and to nothing else', () => {
    const offered = operations.filter(({ parameters }) =>
      parameters.some(({ $ref }) => $ref === '#/components/parameters/IdempotencyKey'),
    )
    const remembered = withHttp.filter((useCase) => useCase.kind === 'command' && useCase.remembered)
    expect(offered.map(({ operationId }) => operationId).sort()).toEqual(remembered.map(({ name }) => name).sort())
    expect(remembered.map(({ name }) => name)).not.toContain('buyer.reveal')
  })

  it('names every tag it uses', () => {
    expect(document.tags.map(({ name }) => name)).toEqual([...new Set(operations.flatMap(({ tags }) => tags))].sort())
  })
})

describe('every operation', () => {
  it.each(each)('%s is described', (_name, { path, method, parameters, summary, responses, requestBody, tags }) => {
    expect(path).toMatch(/^\/api\/(v1\/[\w{}/.-]+|health)$/)
    expect(['get', 'post', 'patch', 'put', 'delete']).toContain(method)
    expect(summary).toMatch(/^\S.{3,}/)
    expect(tags).toHaveLength(1)
    const inPath = parameters.filter((one) => one.in === 'path')
    expect(inPath.map(({ name }) => name)).toEqual(pathFields(path))
    expect(inPath.every(({ required }) => required)).toBe(true)
    const places = parameters.map((one) => one.$ref ?? `${one.in} ${one.name}`)
    expect(new Set(places).size).toBe(places.length)
    expect(Object.keys(responses).some((status) => status.startsWith('2'))).toBe(true)
    expect(requestBody === undefined).toBe(method === 'get')
    // What stands in the path cannot stand in the body too.
    for (const name of pathFields(path)) {
      expect(bodyOf({ requestBody })?.schema.properties?.[name]).toBeUndefined()
      expect(bodyOf({ requestBody })?.schema.required ?? []).not.toContain(name)
    }
  })

  it.each(withHttp.map((useCase) => [useCase.name, useCase] as const))(
    '%s has an example that works',
    (_name, useCase) => {
      const ids = Object.fromEntries(
        pathFields(useCase.http?.path ?? '').map((field) => [field, field === 'flow' ? 'stock' : newId()]),
      )
      for (const schema of [useCase.input, useCase.documented ?? useCase.input]) {
        expect(schema.safeParse({ ...useCase.example, ...ids }).error?.issues).toBeUndefined()
      }
    },
  )

  it.each(withHttp.filter(({ http }) => http?.method !== 'GET').map((useCase) => [useCase.name, useCase] as const))(
    '%s shows its example where it has fields of its own',
    (name, useCase) => {
      const body = bodyOf(operations.find(({ operationId }) => operationId === name) ?? {})
      expect(body?.example).toEqual(useCase.example ?? {})
      const fields = Object.keys(body?.schema.properties ?? {}).filter((field) => field !== 'version')
      if (fields.length > 0 && (body?.schema.required ?? []).length > 0)
        expect(Object.keys(body?.example ?? {})).not.toHaveLength(0)
    },
  )
})

describe('the shape of the resources', () => {
  it('gives every list a page and, where it has a path of its own, a GET by id', () => {
    const lists = registry.filter(({ name, http }) => http && name.endsWith('.list'))
    expect(lists.length).toBeGreaterThan(0)
    for (const { name } of lists) {
      const parameters = operations.find(({ operationId }) => operationId === name)?.parameters.map((p) => p.name)
      expect({ name, parameters }).toEqual({ name, parameters: expect.arrayContaining(['limit', 'cursor']) })
    }
    const withoutGet = lists
      .map(({ name }) => name.replace('.list', '.get'))
      .filter((name) => !registry.some((one) => one.name === name))
    // Rows of a list that are no resources of their own: the call list shows orders, a balance belongs to its SKU, shortages and
    // bins to fill up are what is left to do, and the few stations, cartons and people of a floor are always read together. A print is a line of
    // a log, a waybill a number of its parcel, and pools of numbers are as few as stations.
    const rows = [
      ...['audit', 'call', 'floor-person', 'reject', 'replenishment', 'shortage', 'station', 'stock'],
      ...['carton', 'print', 'waybill', 'waybill-pool'],
    ]
    expect(withoutGet.filter((name) => !rows.includes(name.replace('.get', '')))).toEqual([])
  })
})
