import { newId } from '@/lib/kernel/ids'
import { isRefusal, Refusal, refuse } from '@/lib/kernel/refusal'
import { isTransient, isUnavailable } from '@/lib/platform/db/errors'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import type { UseCase } from '@/lib/platform/door/use-case'
import { problem, problemOf, problemResponse } from '@/lib/platform/entrance/problem'
import { limits, rateLimiter } from '@/lib/platform/entrance/rate-limit'
import { idempotencyKeyOf, readInput } from '@/lib/platform/entrance/read-input'
import { type Operation, routerOf } from '@/lib/platform/entrance/routes'
import { log } from '@/lib/platform/log'

/** Who sends the request, or undefined. */
export type Authenticate = (request: Request) => Promise<Actor | undefined>

type Options = { readonly base?: string; readonly take?: ReturnType<typeof rateLimiter> }
type Call = { readonly requestId: string; actor?: Actor }

/** The open API: one function from request to answer over all use cases that name a method and a path. */
export function restOf(useCases: readonly UseCase[], authenticate: Authenticate, options: Options = {}) {
  const { base = '/api/v1', take = rateLimiter() } = options
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
    const input = await readInput(request, operation, params)
    const value = await run(operation, actor, input, { idempotencyKey, requestId: call.requestId })
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
