import { type FieldError, type Refusal, type RefusalCode, refusalStatus } from '@/lib/kernel/refusal'

/** What the open API answers beyond the refusals of the house: faults, and calls that fit no operation. */
export type ProblemCode = RefusalCode | 'fault' | 'method_not_allowed'

const texts: Record<ProblemCode, readonly [title: string, detail: string]> = {
  malformed: ['Malformed request', 'The body must be one JSON object in UTF-8.'],
  unauthenticated: ['Not signed in', 'Send a valid key in the header “Authorization: Bearer …”.'],
  forbidden: ['Not permitted', 'The role of this key or member lacks the permission of this operation.'],
  not_found: ['Not found', 'There is no such resource.'],
  method_not_allowed: ['Method not allowed', 'This path exists, but not with this method.'],
  illegal_transition: ['Not possible in this state', 'The resource is in a state that does not allow this.'],
  on_hold: ['On hold', 'Holds block this; lift them first.'],
  insufficient_stock: ['Not enough stock', 'The available stock does not cover the quantity asked for.'],
  already_shipped: ['Already shipped', 'This was shipped with another tracking number.'],
  version_conflict: ['Changed meanwhile', 'The resource has a newer version; read it again and repeat the change.'],
  in_flight: ['Still running', 'A request with the same Idempotency-Key is still running.'],
  too_large: ['Too large', 'The request is larger than allowed.'],
  invalid: ['Invalid input', 'Some fields are not acceptable; “errors” names them.'],
  idempotency_mismatch: ['Key used before', 'The same Idempotency-Key came with another request before.'],
  rate_limited: ['Too many requests', 'Wait as long as “Retry-After” says.'],
  unavailable: ['Unavailable for a moment', 'Nothing was changed; repeat the request shortly.'],
  fault: ['Internal fault', 'The fault was recorded under the request id.'],
}

const ownStatus = { fault: 500, method_not_allowed: 405 }

export type Problem = {
  type: string
  title: string
  status: number
  code: ProblemCode
  detail: string
  requestId: string
}

export const problemCodes = Object.keys(texts) as ProblemCode[]

export function problemStatus(code: ProblemCode): number {
  return code in ownStatus ? ownStatus[code as keyof typeof ownStatus] : refusalStatus[code as RefusalCode]
}

/** RFC 9457. Fixed texts, so none can repeat what was sent; what varies stands in members of its own. */
export function problem(code: ProblemCode, requestId: string, params: Record<string, unknown> = {}): Problem {
  const [title, detail] = texts[code]
  const type = `urn:caravan:problem:${code.replaceAll('_', '-')}`
  return { ...params, type, title, status: problemStatus(code), code, detail, requestId }
}

/** Unknown, malformed and foreign ids must be answered alike, so `not_found` says nothing of what was looked for. */
export function problemOf(refusal: Refusal, requestId: string): Problem {
  const { code, params } = refusal
  if (code === 'not_found') return problem(code, requestId)
  if (code === 'invalid') return problem(code, requestId, { ...params, errors: shortened(params.errors) })
  return problem(code, requestId, params)
}

export function problemResponse(body: Problem, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  })
}

const mostErrors = 100
const longestPath = 200

/** Names of unknown fields are the caller's own words: they must not make the answer as long as the request. */
function shortened(errors: unknown): FieldError[] {
  const list = Array.isArray(errors) ? (errors as FieldError[]) : []
  return list.slice(0, mostErrors).map(({ path, code }) => ({ path: path.slice(0, longestPath), code }))
}
