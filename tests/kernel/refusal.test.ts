import { describe, expect, it, vi } from 'vitest'
import { invalid, isRefusal, Refusal, refusalStatus, refuse } from '@/lib/kernel/refusal'

describe('refusal', () => {
  it('carries the status of its code', () => {
    expect(new Refusal('not_found').status).toBe(404)
    expect(new Refusal('already_shipped').status).toBe(409)
    expect(new Refusal('too_large').status).toBe(413)
    expect(new Refusal('idempotency_mismatch').status).toBe(422)
    expect(Object.keys(refusalStatus)).toHaveLength(15)
  })

  it('throws with its parameters, and its message repeats none of them', () => {
    const thrown = caught(() => refuse('illegal_transition', { from: 'shipped', to: 'approved' }))
    expect(thrown).toMatchObject({ code: 'illegal_transition', params: { from: 'shipped', to: 'approved' } })
    expect((thrown as Error).message).toBe('illegal_transition')
    const errors = [{ path: 'orders.0.lines.1.quantity', code: 'too_small' }]
    expect(caught(() => invalid(errors))).toMatchObject({ code: 'invalid', params: { errors }, status: 422 })
  })

  it('is recognised when the file was bundled twice', async () => {
    vi.resetModules()
    const twin = await import('@/lib/kernel/refusal')
    const foreign = caught(() => twin.refuse('forbidden'))
    expect(foreign).not.toBeInstanceOf(Refusal)
    expect(isRefusal(foreign)).toBe(true)
    expect([new Error('forbidden'), { code: 'forbidden' }, null, undefined, 'forbidden'].some(isRefusal)).toBe(false)
  })
})

function caught(fn: () => unknown): unknown {
  try {
    fn()
  } catch (e) {
    return e
  }
  throw new Error('nothing was thrown')
}
