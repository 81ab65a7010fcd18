import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Refusal } from '@/lib/kernel/refusal'
import { createLog } from '@/lib/platform/log'
import { safeError } from '@/lib/platform/safe-error'

const canary = '张三丰13812345678'

function lines() {
  const written: string[] = []
  const log = createLog('info', { write: (line: string) => void written.push(line) })
  return { log, all: () => written.join(''), last: () => JSON.parse(written.at(-1) ?? '') as Record<string, unknown> }
}

function databaseError(): Error {
  return Object.assign(new Error(`duplicate key value (phone)=(${canary})`), {
    severity: 'ERROR',
    code: '23505',
    detail: `Key (phone)=(${canary}) already exists.`,
    where: `COPY orders, line 1: "${canary}"`,
    constraint: 'customer_phone_key',
    table: 'customer',
  })
}

describe('log', () => {
  it('writes one JSON line with level, time and the request’s id', () => {
    const { log, last } = lines()
    log.child({ requestId: 'r1' }).info({ orders: 3, took: 12n }, 'ingested')
    expect(last()).toMatchObject({ level: 'info', requestId: 'r1', orders: 3, took: '12', msg: 'ingested' })
    expect(Date.parse(String(last().time))).toBeGreaterThan(0)
    log.debug('not at this level')
    expect(last().msg).toBe('ingested')
  })

  it('hides personal data and secrets by their key at any depth', () => {
    const { log, all, last } = lines()
    const keys = ['name', 'phone', 'email', 'address', 'line1', 'password', 'token', 'key', 'secret', 'body']
    const compound = ['receiverName', 'buyer_phone', 'accessToken', 'Authorization', 'api-key', 'credentials', 'nick']
    for (const key of [...keys, ...compound]) {
      const deep = { a: [{ b: { c: { d: { [key]: canary } } } }] }
      log.info({ [key]: { inner: canary }, deep }, 'x')
      const child = log.child({ [key]: canary, deep }).child({ [key]: canary, deep })
      child.setBindings({ [key]: canary, deep })
      child.info('y')
      log.info('z %o', deep)
    }
    expect(all()).not.toContain(canary)
    expect(all().split('\n')).toHaveLength((keys.length + compound.length) * 3 + 1)
    log.info({ queueName: 'mail-out', shopId: 's1', name: null }, 'x')
    expect(last()).toMatchObject({ queueName: 'mail-out', shopId: 's1', name: null })
  })

  it('survives circles, buffers and depth', () => {
    const { log, all, last } = lines()
    const circle: Record<string, unknown> = { blob: Buffer.from(canary) }
    circle.self = circle
    log.info(circle, 'x')
    expect(last()).toMatchObject({ blob: '[20 bytes]', msg: 'x' })
    expect(all()).not.toContain(canary)
  })

  it('keeps of a database error what tells the fault and nothing of the row', () => {
    const { log, all, last } = lines()
    const e = databaseError()
    log.error(e)
    expect(last().err).toMatchObject({ sqlState: '23505', constraint: 'customer_phone_key', table: 'customer' })
    expect(String((last().err as { stack: string }).stack)).toContain('log.test.ts')
    log.error({ err: e }, 'failed')
    expect(last()).toMatchObject({ msg: 'failed', err: { sqlState: '23505' } })
    log.error({ job: { lastError: new Error('wrapped', { cause: e }) } }, 'failed')
    log.error('failed: %o', e)
    log.child({ e }).error(new AggregateError([e], 'all failed'))
    expect(all()).not.toContain('张三丰')
    expect(all()).not.toContain('13812345678')
  })
})

describe('safeError', () => {
  it('keeps a programmer’s words and drops the data in them', () => {
    expect(safeError(new Error('pool of role app is closed'))).toMatchObject({ message: 'pool of role app is closed' })
    expect(safeError(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))).toMatchObject({
      code: 'ECONNREFUSED',
    })
    const message = `no buyer ${canary}, '${canary}', a.b@c.cn, +86 138-1234-5678 in shop\n    at ${canary}:1:1`
    const text = JSON.stringify(safeError(new Error(message)))
    expect(text).toContain('no buyer')
    for (const part of ['张三丰', '13812345678', 'a.b@c.cn', '1234-5678']) expect(text).not.toContain(part)
  })

  it('gives no message of those that repeat their input', () => {
    const thrown = [() => JSON.parse(`{"a": ${canary}`), () => z.enum(['a']).parse(canary), () => decodeURI('%E5%zz')]
    for (const fn of thrown) {
      try {
        fn()
        expect.unreachable()
      } catch (e) {
        expect(safeError(e).message).toBeUndefined()
        expect(JSON.stringify(safeError(e))).not.toContain('张三丰')
      }
    }
  })

  it('names a refusal by its code, and what is no error by its type', () => {
    expect(safeError(new Refusal('invalid', { name: canary }))).toMatchObject({ type: 'Refusal', code: 'invalid' })
    expect([safeError(canary), safeError(null), safeError({ message: canary })]).toEqual([
      { type: 'string' },
      { type: 'null' },
      { type: 'object' },
    ])
  })
})
