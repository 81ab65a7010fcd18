import { newId } from '@/lib/kernel/ids'
import { isRefusal, Refusal, refuse } from '@/lib/kernel/refusal'
import { isTransient, isUnavailable } from '@/lib/platform/db/errors'
import { type Actor, may } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import type { UseCase } from '@/lib/platform/door/use-case'
import { problem, problemOf, problemResponse } from '@/lib/platform/entrance/problem'
import { limits, rateLimiter } from '@/lib/platform/entrance/rate-limit'
import { idempotencyKeyOf, readInput } from '@/lib/platform/entrance/read-input'
import { readUpload } from '@/lib/platform/entrance/read-upload'
import { requestLog } from '@/lib/platform/entrance/request-log'
import { type Operation, routerOf } from '@/lib/platform/entrance/routes'
import { sendFile } from '@/lib/platform/entrance/send-file'
import { isFileAnswer } from '@/lib/platform/files/answer'
import { dropFile } from '@/lib/platform/files/store'
import { log } from '@/lib/platform/log'
import { processWide } from '@/lib/platform/process-wide'

/** Who sends the request, or undefined. */
export type Authenticate = (request: Request) => Promise<Actor | undefined>

type Options = { readonly base?: string; readonly take?: ReturnType<typeof rateLimiter>; readonly requests?: Requests }
type Requests = Pick<ReturnType<typeof requestLog>, 'note'>
type Call = { readonly requestId: string; actor?: Actor }

// One for all who serve the open API in this process.
const processRequests = () => processWide('api-requests', () => requestLog())

/** The open API: one function from request to answer over all use cases that name a method and a path. */
export function restOf(useCases: readonly UseCase[], authenticate: Authenticate, options: Options = {}) {
  const { base = '/api/v1', take = rateLimiter(), requests = processRequests() } = options
  const find = routerOf(useCases)

  return async function handle(request: Request): Promise<Response> {
    const started = performance.now()
    const call: Call = { requestId: newId() }
    const { pathname } = new URL(request.url)
    const method = request.method === 'HEAD' ? 'GET' : request.method
    const found = find(method, pathname.startsWith(base) ? pathname.slice(base.length) : pathname)
    const response = await answer()
    response.headers.set('Cache-Control', 'no-store')
    response.headers.set('X-Request-Id', call.requestId)
    const route =
      found.kind === 'operation' ? found.operation.http.path : found.kind === 'wrong_method' ? found.path : undefined
    const ms = Math.round(performance.now() - started)
    const { requestId, actor } = call
    log.info(
      {
        requestId,
        method: request.method,
        route,
        status: response.status,
        ms,
        tenantId: actor?.tenantId,
        actorId: actor?.id,
      },
      'request',
    )
    if (actor?.kind === 'key' && actor.id && route !== undefined) {
      const { tenantId, id: apiKeyId } = actor
      const at = new Date()
      requests.note({ tenantId, apiKeyId, at, method: request.method, route, status: response.status, ms, requestId })
    }
    return response

    async function answer(): Promise<Response> {
      if (found.kind === 'unknown') return problemResponse(problem('not_found', call.requestId))
      if (found.kind === 'wrong_method') {
        return problemResponse(problem('method_not_allowed', call.requestId), { Allow: found.allow })
      }
      try {
        return await perform(request, found.operation, found.params, call)
      } catch (e) {
        return failed(e, call.requestId)
      }
    }
  }

  async function perform(
    request: Request,
    operation: Operation,
    params: Record<string, string>,
    call: Call,
  ): Promise<Response> {
    const actor = await authenticate(request)
    if (!actor) refuse('unauthenticated')
    call.actor = actor
    const wait = take(`${actor.tenantId} ${actor.id}`, actor.kind === 'key' ? limits.key : limits.member)
    if (wait > 0) refuse('rate_limited', { retryAfter: wait })
    const idempotencyKey = operation.kind === 'command' ? idempotencyKeyOf(request) : undefined
    // Asked before a large body is read and kept; the door asks again.
    if (operation.upload && !may(actor, operation.name)) refuse('forbidden', { permission: operation.name })
    const upload = operation.upload && (await readUpload(request, actor, operation.upload, idempotencyKey))
    const input = upload ? { ...upload.input, ...params } : await readInput(request, operation, params)
    const options = { ...(idempotencyKey && { idempotencyKey }), requestId: call.requestId }
    const value = await run(operation, actor, input, options).catch(async (e) => {
      if (upload?.place) await dropFile(upload.place)
      throw e
    })
    if (isFileAnswer(value)) return sendFile(value, call.requestId)
    const version = (value as { version?: unknown } | null | undefined)?.version
    const etag = typeof version === 'number' ? { ETag: `"${version}"` } : undefined
    return Response.json(value ?? null, { status: operation.http.status ?? 200, headers: etag })
  }
}

function failed(e: unknown, requestId: string): Response {
  const refusal = isRefusal(e) ? e : isUnavailable(e) || isTransient(e) ? new Refusal('unavailable') : undefined
  if (!refusal) {
    log.error({ requestId, err: e }, 'request failed')
    return problemResponse(problem('fault', requestId))
  }
  return problemResponse(problemOf(refusal, requestId), headersOf(refusal))
}

function headersOf({ code, params }: Refusal): Record<string, string> {
  if (code === 'unauthenticated') return { 'WWW-Authenticate': 'Bearer' }
  if (code === 'rate_limited') return { 'Retry-After': String(params.retryAfter ?? 1) }
  return code === 'unavailable' || code === 'in_flight' ? { 'Retry-After': '1' } : {}
}
