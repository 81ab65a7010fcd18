import { type FieldError, invalid, refuse } from '@/lib/kernel/refusal'
import { hasBadText } from '@/lib/kernel/text'
import { fieldsOf, isList } from '@/lib/platform/entrance/fields'
import type { Operation } from '@/lib/platform/entrance/routes'
import { tooDeep, unsound } from '@/lib/platform/entrance/sound'

export const largestBody = 8 * 1024 * 1024

type Input = Record<string, unknown>

/** The input of an operation, gathered from path, query or body, and `If-Match`; the use case's schema judges it. */
export async function readInput(
  request: Request,
  { input: schema, http, batch }: Operation,
  params: Record<string, string>,
): Promise<Input> {
  // A text that cannot be stored names nothing that exists.
  if (Object.values(params).some(hasBadText)) refuse('not_found')
  const fields = fieldsOf(schema)
  const query = new URL(request.url).searchParams
  const given = http.method === 'GET' ? fromQuery(query, (name) => isList(fields[name])) : await readBody(request)
  const unknown = Object.keys(given).filter((name) => Object.hasOwn(params, name))
  if (http.method !== 'GET') unknown.push(...new Set(query.keys()))
  const { [batch ?? '']: elements, ...rest } = given
  const errors = [
    ...unsound(rest),
    ...tooDeep(elements),
    ...unknown.map((path): FieldError => ({ path, code: 'unknown_field' })),
  ]
  if (errors.length > 0) invalid(errors)
  const version = Object.hasOwn(fields, 'version') && !Object.hasOwn(given, 'version') ? ifMatch(request) : {}
  return { ...given, ...version, ...params }
}

/** `Idempotency-Key`: up to 200 visible ASCII signs. */
export function idempotencyKeyOf(request: Request): string | undefined {
  const key = request.headers.get('idempotency-key')
  if (key === null) return undefined
  return /^[\x21-\x7e]{1,200}$/.test(key) ? key : invalid([{ path: 'Idempotency-Key', code: 'invalid_format' }])
}

function fromQuery(query: URLSearchParams, isList: (name: string) => boolean): Input {
  const errors: FieldError[] = []
  const entries = [...new Set(query.keys())].map((name) => {
    const values = query.getAll(name)
    if (isList(name)) return [name, values] as const
    if (values.length > 1) errors.push({ path: name, code: 'repeated' })
    return [name, values[0]] as const
  })
  if (errors.length > 0) invalid(errors)
  return Object.fromEntries(entries)
}

async function readBody(request: Request): Promise<Input> {
  const bytes = await readBytes(request)
  // An action without fields needs no body.
  if (bytes.length === 0) return {}
  const value = parseJson(bytes)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse('malformed')
  return value as Input
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return refuse('malformed')
  }
}

/** Counts while it reads: a length that was announced may be a lie, and one that was not may have no end. */
async function readBytes(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > largestBody) refuse('too_large')
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > largestBody) {
      await reader.cancel()
      refuse('too_large')
    }
    chunks.push(value)
  }
  return Buffer.concat(chunks)
}

function ifMatch(request: Request): { version?: number } {
  const header = request.headers.get('if-match')?.trim()
  if (header === undefined || header === '*') return {}
  const version = /^"(\d{1,9})"$/.exec(header)?.[1]
  return version === undefined ? invalid([{ path: 'If-Match', code: 'invalid_format' }]) : { version: Number(version) }
}
