import { expect, it } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { insertMany, inTurn, meanwhile, type Ready, readyFresh } from '@/lib/platform/db/bulk'
import { inTenant } from '@/lib/platform/db/transaction'
import { Context } from '@/lib/platform/door/context'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()
const tenant = await createTenant()
const write = <T>(work: (ctx: Context) => Promise<T>) =>
  inTenant(tenant.tenantId, 'write', (client) => work(new Context(client, tenant.owner, new Date())))

const texts = [
  '',
  ' ',
  'NULL',
  'null',
  '{}',
  '{a,b}',
  'a,b',
  '"',
  '\\',
  '\\"',
  'a"b\\c',
  "it's",
  '\n\t\r',
  '王小明 🫖',
  '\\x00',
  '%s $1',
]
const instants = [
  '2026-11-22T01:02:03.004Z',
  '1970-01-01T00:00:00.000Z',
  '0001-01-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
]

it('writes every text, instant and byte as it is', async () => {
  const rows = texts.map((text, i) => ({ key: newId(), text, at: new Date(instants[i % instants.length] ?? '') }))
  const back = await write(async (ctx) => {
    await insertMany(ctx, 'task_steps', {
      task_key: ['text', rows.map((r) => r.key)],
      step: ['text', rows.map((r) => r.text)],
      answer: ['bytea', rows.map((r) => Buffer.from(r.text))],
      at: ['timestamptz', rows.map((r) => r.at)],
    })
    return ctx.sql<{ task_key: string; step: string; answer: Buffer; at: Date }>(
      'select task_key, step, answer, at from task_steps where tenant_id = $1 order by task_key',
    )
  })
  expect(back.map((r) => ({ key: r.task_key, text: r.step, bytes: r.answer.toString(), at: r.at }))).toEqual(
    rows.map(({ key, text, at }) => ({ key, text, bytes: text, at })),
  )
})

it('writes every JSON value as it is, and nothing where there is nothing', async () => {
  const values = [...texts, { 'a"b': [1, null, '\\', { deep: '\u0001' }] }, [], 12.5, true]
  const rows = values.map((value, i) => ({ id: newId(), value, sent: i % 2 ? null : new Date(instants[0] ?? '') }))
  const back = await write(async (ctx) => {
    await insertMany(ctx, 'outbox', {
      id: ['uuid', rows.map((r) => r.id)],
      event: ['text', rows.map(() => 'test')],
      payload: ['jsonb', rows.map((r) => r.value)],
      sent_at: ['timestamptz', rows.map((r) => r.sent)],
    })
    return ctx.sql<{ id: string; payload: unknown; sent_at: Date | null }>(
      'select id, payload, sent_at from outbox where tenant_id = $1 order by id',
    )
  })
  expect(back).toEqual(rows.map(({ id, value, sent }) => ({ id, payload: value, sent_at: sent })))
})

const step = (key: string, name: string): Ready =>
  readyFresh('task_steps', {
    task_key: ['text', [key]],
    step: ['text', [name]],
    answer: ['bytea', [Buffer.alloc(0)]],
    at: ['timestamptz', [new Date()]],
  })

it('refuses a fresh row that is there already, and sends nothing after it', async () => {
  const key = newId()
  const made: string[] = []
  const make = (name: string) => () => {
    made.push(name)
    return step(key, name)
  }
  await expect(
    write((ctx) => inTurn(ctx, [make('one'), make('one'), make('two'), make('three')])),
  ).rejects.toMatchObject({ code: '23505' })
  // The third was made ready while the second was under way; the fourth never.
  expect(made).toEqual(['one', 'one', 'two'])
  expect(
    await write((ctx) => ctx.sql('select 1 from task_steps where tenant_id = $1 and task_key = $2', [key])),
  ).toEqual([])
})

it('works while the database works, and tells of the statement’s failure as of its own', async () => {
  const [rows, seen] = await write((ctx) =>
    meanwhile(ctx.sql('select $1::uuid is null as no, pg_sleep(0.05)'), () => 'work'),
  )
  expect([rows, seen]).toMatchObject([[{ no: false }], 'work'])
  await expect(
    write((ctx) => meanwhile(ctx.sql('select 1 / ($1::uuid is null)::int'), () => 'work')),
  ).rejects.toMatchObject({
    code: '22012',
  })
  await expect(
    write((ctx) =>
      meanwhile(ctx.sql('select 1 / ($1::uuid is null)::int'), () => {
        throw new Error('mine')
      }),
    ),
  ).rejects.toThrow('mine')
})
