/** The closed list of reasons for which the house says no, each with its HTTP status. */
export const refusalStatus = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  illegal_transition: 409,
  on_hold: 409,
  insufficient_stock: 409,
  already_shipped: 409,
  version_conflict: 409,
  in_flight: 409,
  too_large: 413,
  invalid: 422,
  idempotency_mismatch: 422,
  rate_limited: 429,
  unavailable: 503,
} as const

export type RefusalCode = keyof typeof refusalStatus
export type FieldError = { path: string; code: string }

// A bundler may load this file twice in one process; `instanceof` then lies, a registered symbol does not.
const brand = Symbol.for('caravan.refusal')

export class Refusal extends Error {
  readonly [brand] = true
  readonly code: RefusalCode
  readonly params: Record<string, unknown>

  constructor(code: RefusalCode, params: Record<string, unknown> = {}) {
    // The message is the code alone: parameters may hold what somebody typed, and messages end up in logs.
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.params = params
  }

  get status(): number {
    return refusalStatus[this.code]
  }
}

export function isRefusal(e: unknown): e is Refusal {
  return typeof e === 'object' && e !== null && brand in e
}

export function refuse(code: RefusalCode, params: Record<string, unknown> = {}): never {
  throw new Refusal(code, params)
}

/** Input that was understood but cannot be accepted; paths are dotted, like `orders.0.lines.1.quantity`. */
export function invalid(errors: FieldError[]): never {
  throw new Refusal('invalid', { errors })
}
