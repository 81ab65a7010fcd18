import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { Refusal, refuse } from '@/lib/kernel/refusal'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { command, query } from '@/lib/platform/door/use-case'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createMember, createTenant, type TestTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

let tenant: TestTenant
let owner: Actor

beforeAll(async () => {
  tenant = await createTenant()
  owner = tenant.owner
})

const refusal = (code: string, params?: object) =>
  expect.objectContaining({ code, ...(params && { params: expect.objectContaining(params) }) })
const rows = async <R extends object>(text: string, params: unknown[] = []): Promise<R[]> =>
  inTenant(
    tenant.tenantId,
    'read',
    async (client) => (await client.query(text, [tenant.tenantId, ...params])).rows as R[],
  )

/** Adds a shop, announces it, and then does what the test asks for. */
const addShop = command({
  name: 'shop.add',
  summary: 'Add',
  input: z.strictObject({
    code: z.string().min(1),
    fail: z.enum(['refusal', 'fault', 'event']).optional(),
    lines: z.array(z.strictObject({ quantity: z.int().min(1) })).default([]),
  }),
  async run(ctx, { code, fail }) {
    await ctx.db
      .insertInto('shops')
      .values({ id: newId(), code, name: code, channel: 'manual', currency: 'CNY', time_zone: 'UTC' })
      .execute()
    ctx.touch('shop', code)
    ctx.tell({ how: 'test' })
    // A bigint has no JSON form, so writing the outbox row fails after everything else was done.
    ctx.emit({ name: 'shop.added', payload: fail === 'event' ? { code: 1n } : { code } })
    if (fail === 'refusal') refuse('version_conflict')
    if (fail === 'fault') throw new TypeError('a fault')
    return { code, at: ctx.now.toISOString(), id: newId() }
  },
})

async function tracesOf(code: string) {
  const [found] = await rows<{ shops: number; audits: number; events: number }>(
    `select (select count(*)::int from shops where tenant_id = $1 and code = $2) as shops,
            (select count(*)::int from audit_log where tenant_id = $1 and refs @> jsonb_build_array(jsonb_build_object('id', $2::text))) as audits,
            (select count(*)::int from outbox where tenant_id = $1 and payload ->> 'code' = $2) as events`,
    [code],
  )
  return found
}

/** A promise that the test keeps; Node 20 has no Promise.withResolvers. */
function gateOf() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}

const done = { shops: 1, audits: 1, events: 1 }
const nothing = { shops: 0, audits: 0, events: 0 }

describe('input', () => {
  it('is refused with dotted paths and codes, never with values', async () => {
    const bad = { code: '', colour: 'red', lines: [{ quantity: 1 }, { quantity: 0, size: 'XL' }], fail: 'so' }
    const e = await run(addShop, owner, bad).catch((error: unknown) => error)
    expect(e).toMatchObject({ code: 'invalid', status: 422 })
    expect((e as Refusal).params.errors).toEqual(
      expect.arrayContaining([
        { path: 'code', code: 'too_small' },
        { path: 'colour', code: 'unknown_field' },
        { path: 'lines.1.quantity', code: 'too_small' },
        { path: 'lines.1.size', code: 'unknown_field' },
        { path: 'fail', code: 'invalid_value' },
      ]),
    )
    expect(JSON.stringify((e as Refusal).params)).not.toMatch(/red|XL|so"/)
  })

  it.each([undefined, null, 3, 'x', [], [{}]])('%j is no input', async (raw) => {
    await expect(run(addShop, owner, raw)).rejects.toEqual(refusal('invalid'))
  })
})

describe('permission', () => {
  it('comes first, names itself, and leaves nothing', async () => {
    const member = await createMember(tenant.tenantId, 'warehouse')
    const denied = refusal('forbidden', { permission: 'shop.add' })
    await expect(run(addShop, member, { code: 'denied' })).rejects.toEqual(denied)
    await expect(run(addShop, member, 'nonsense')).rejects.toEqual(denied)
    expect(await tracesOf('denied')).toEqual(nothing)
  })

  it('holds for `resource.*` within the resource only', async () => {
    const actor = (...permissions: string[]): Actor => ({ ...owner, permissions: new Set(permissions) })
    await expect(run(addShop, actor('shop.*'), { code: 'star' })).resolves.toMatchObject({ code: 'star' })
    for (const other of ['shop', 'shop.', 'shops.*', 'shop.ad', 'shop.add-all', '*.add']) {
      await expect(run(addShop, actor(other), { code: 'star-2' })).rejects.toEqual(refusal('forbidden'))
    }
  })
})

describe('one transaction', () => {
  it('holds the effect, the audit row and the event', async () => {
    await run(addShop, owner, { code: 'whole' }, { requestId: 'req-1' })
    expect(await tracesOf('whole')).toEqual(done)
    const audit = await rows(
      `select actor_kind, actor_id, action, refs, detail, request_id from audit_log where tenant_id = $1 and request_id = 'req-1'`,
    )
    const refs = [{ type: 'shop', id: 'whole' }]
    expect(audit).toEqual([
      {
        actor_kind: 'member',
        actor_id: owner.id,
        action: 'shop.add',
        refs,
        detail: { how: 'test' },
        request_id: 'req-1',
      },
    ])
  })

  it.each([
    ['refusal', refusal('version_conflict')],
    ['fault', expect.any(TypeError)],
    ['event', expect.any(TypeError)],
  ] as const)('leaves none of them after a %s', async (fail, error) => {
    await expect(run(addShop, owner, { code: `half-${fail}`, fail })).rejects.toEqual(error)
    expect(await tracesOf(`half-${fail}`)).toEqual(nothing)
    // The event of the third case has no JSON form, so the shop alone would show a commit.
    expect(await rows('select 1 from shops where tenant_id = $1 and code = $2', [`half-${fail}`])).toEqual([])
  })

  it('is read only for queries', async () => {
    const sneaky = query({
      name: 'shop.sneak',
      summary: 'Writes',
      input: z.strictObject({}),
      run: (ctx) => ctx.db.updateTable('shops').set({ name: 'x' }).execute(),
    })
    await expect(run(sneaky, owner, {})).rejects.toMatchObject({ code: '25006' })
  })

  it('writes no audit row for machine work', async () => {
    const fold = command({
      name: 'shop.fold',
      summary: 'Fold',
      audited: false,
      input: z.strictObject({}),
      run: async () => 'done',
    })
    await run(fold, owner, {})
    expect(await rows(`select 1 from audit_log where tenant_id = $1 and action = 'shop.fold'`)).toEqual([])
  })

  it('is shared by a use case called within another, which asks no permission of its own', async () => {
    const outer = command({
      name: 'order.outer',
      summary: 'Outer',
      input: z.strictObject({ fail: z.boolean() }),
      async run(ctx, { fail }) {
        await addShop.within(ctx, { code: `inner-${fail}`, lines: [] })
        if (fail) refuse('not_found')
      },
    })
    const member: Actor = { ...owner, permissions: new Set(['order.outer']) }
    await run(outer, member, { fail: false })
    expect(await tracesOf('inner-false')).toEqual(done)
    await expect(run(outer, member, { fail: true })).rejects.toEqual(refusal('not_found'))
    expect(await tracesOf('inner-true')).toEqual(nothing)
  })
})

describe('what the database refuses', () => {
  it('is told as a refusal: taken, unknown, out of range', async () => {
    await run(addShop, owner, { code: 'twice' })
    const taken = refusal('invalid', { errors: [{ path: 'shops_code_uq', code: 'taken' }] })
    await expect(run(addShop, owner, { code: 'twice' })).rejects.toEqual(taken)
    const failing = (text: string, ...params: unknown[]) =>
      run(
        command({ name: 'x.y', summary: '', input: z.strictObject({}), run: (ctx) => ctx.sql(text, params) }),
        owner,
        {},
      )
    const bin = 'insert into bins (tenant_id, id, warehouse_id, code) values ($1, $2, $3, $4)'
    await expect(failing(bin, newId(), newId(), 'a')).rejects.toEqual(refusal('not_found'))
    await expect(failing(`update shops set currency = 'yuan' where tenant_id = $1`)).rejects.toEqual(refusal('invalid'))
    await expect(failing('select 1 from nowhere where $1::uuid is null')).rejects.toMatchObject({ code: '42P01' })
  })
})

describe('an idempotency key', () => {
  const add = (code: string, key: string, actor = owner) => run(addShop, actor, { code }, { idempotencyKey: key })

  it('gives the first answer again, without a second effect', async () => {
    const first = await add('once', 'k-once')
    expect(await add('once', 'k-once')).toEqual(first)
    expect(await tracesOf('once')).toEqual(done)
  })

  it('does not depend on the sequence of fields', async () => {
    const first = await run(addShop, owner, { code: 'seq', lines: [{ quantity: 1 }] }, { idempotencyKey: 'k-seq' })
    expect(await run(addShop, owner, { lines: [{ quantity: 1 }], code: 'seq' }, { idempotencyKey: 'k-seq' })).toEqual(
      first,
    )
  })

  it('is refused with another body', async () => {
    await add('body', 'k-body')
    await expect(add('body-2', 'k-body')).rejects.toEqual(refusal('idempotency_mismatch'))
    expect(await tracesOf('body-2')).toEqual(nothing)
  })

  it('is the actor’s own', async () => {
    const other = await createMember(tenant.tenantId, 'owner')
    await add('mine', 'k-own')
    await expect(add('yours', 'k-own', other)).resolves.toMatchObject({ code: 'yours' })
  })

  it('is not used up by a refused or failed command', async () => {
    for (const fail of ['refusal', 'fault'] as const) {
      await expect(
        run(addShop, owner, { code: `free-${fail}`, fail }, { idempotencyKey: `k-${fail}` }),
      ).rejects.toThrow()
      await expect(add(`free-${fail}`, `k-${fail}`)).resolves.toMatchObject({ code: `free-${fail}` })
    }
  })

  it('keeps the answer sealed', async () => {
    await add('sealed-answer', 'k-sealed')
    const [row] = await rows<{ answer: Buffer }>(
      `select answer from idempotency_keys where tenant_id = $1 and key = 'k-sealed'`,
    )
    expect(row?.answer.includes('sealed-answer')).toBe(false)
  })

  it('is in flight while the first call runs, then answered', async () => {
    const gate = gateOf()
    const entered = gateOf()
    let effects = 0
    const slow = command({
      name: 'shop.slow',
      summary: 'Slow',
      input: z.strictObject({}),
      async run() {
        effects += 1
        entered.open()
        await gate.opened
        return { effects }
      },
    })
    const first = run(slow, owner, {}, { idempotencyKey: 'k-slow' })
    await entered.opened
    const others = await Promise.allSettled(
      Array.from({ length: 8 }, () => run(slow, owner, {}, { idempotencyKey: 'k-slow' })),
    )
    expect(others).toEqual(Array(8).fill({ status: 'rejected', reason: refusal('in_flight') }))
    gate.open()
    await first
    expect(await run(slow, owner, {}, { idempotencyKey: 'k-slow' })).toEqual({ effects: 1 })
    expect(effects).toBe(1)
  })
})

describe('a deadlock', () => {
  it('starts the loser over, and both commands happen once', async () => {
    for (const code of ['left', 'right']) await run(addShop, owner, { code })
    let attempts = 0
    const both = [gateOf(), gateOf()]
    const cross = command({
      name: 'shop.cross',
      summary: 'Cross',
      input: z.strictObject({ first: z.string(), second: z.string(), me: z.int() }),
      async run(ctx, { first, second, me }) {
        attempts += 1
        const add = (code: string) =>
          ctx.sql('update shops set version = version + 1 where tenant_id = $1 and code = $2', [code])
        await add(first)
        // Both hold their first row before either asks for the other's; the second attempt finds the gates open.
        both[me]?.open()
        await Promise.all(both.map(({ opened }) => opened))
        await add(second)
      },
    })
    await Promise.all([
      run(cross, owner, { first: 'left', second: 'right', me: 0 }),
      run(cross, owner, { first: 'right', second: 'left', me: 1 }),
    ])
    expect(attempts).toBe(3)
    const versions = await rows(`select version from shops where tenant_id = $1 and code in ('left', 'right')`)
    expect(versions).toEqual([{ version: 3 }, { version: 3 }])
    expect(
      await rows(`select count(*)::int as n from audit_log where tenant_id = $1 and action = 'shop.cross'`),
    ).toEqual([{ n: 2 }])
  })

  it('that never ends is told as unavailable after three attempts', async () => {
    let attempts = 0
    const unlucky = command({
      name: 'shop.unlucky',
      summary: 'Unlucky',
      input: z.strictObject({}),
      async run() {
        attempts += 1
        throw Object.assign(new Error('deadlock detected'), { code: '40P01' })
      },
    })
    await expect(run(unlucky, owner, {})).rejects.toEqual(refusal('unavailable'))
    expect(attempts).toBe(3)
  })

  it('is not what a refusal is: that one is told at once', async () => {
    let attempts = 0
    const no = command({
      name: 'shop.no',
      summary: 'No',
      input: z.strictObject({}),
      async run() {
        attempts += 1
        throw new Refusal('on_hold', { holds: ['manual'] })
      },
    })
    await expect(run(no, owner, {})).rejects.toEqual(refusal('on_hold', { holds: ['manual'] }))
    expect(attempts).toBe(1)
  })
})
