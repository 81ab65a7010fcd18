import { writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { inTenant } from '@/lib/platform/db/transaction'
import { clientOf, keyFor, type View } from '@/tests/support/api'
import { startInstance } from '@/tests/support/instance'
import { createShopWithStock, incoming } from '@/tests/support/shop'
import { filesBelow, formsOf, tracesIn, tracesInFiles } from '@/tests/support/traces'
import { until } from '@/tests/support/until'

// Everything is logged that ever would be.
const instance = await startInstance({ LOG_LEVEL: 'debug' })
const shop = await createShopWithStock({ TEA: 10 })
const key = await keyFor(shop.owner)
const call = clientOf(instance.url, key)

const buyer = {
  name: '欧阳槿鹬',
  phone: '+86 177-4268-5193',
  mail: 'q.canary7731@gurney-lark.example',
  street: '鸬鹚巷 7731 弄 88 号',
}
const moved = {
  name: 'Zsófia Kőszeghy-Lüdtke',
  phone: '18926470358',
  mail: 'z.canary8842@gurney-lark.example',
  street: '白鹳大道 8842 号苍鹭楼',
}
const digits = '17742685193'
/** What people type where a reason, a note or a purpose is asked for. */
const typed = `${buyer.name} ${digits} ${buyer.mail} 不要了`
const secrets = [...Object.values(buyer), ...Object.values(moved), digits]

const orderOf = ({ name, phone, mail, street }: typeof buyer, changes: Record<string, unknown> = {}) => {
  const base = incoming('CANARY-ORDER-1', 'TEA')
  return {
    ...base,
    buyer: { id: mail, nick: name, email: mail },
    address: { ...base.address, name, phone, line1: street },
    buyerNote: `请打 ${phone} 找 ${name}`,
    ...changes,
  }
}

/** Each change is sent twice with one key: what is kept for the second answer is searched, too. */
async function post(path: string, body: unknown): Promise<View> {
  const headers = { 'idempotency-key': newId() }
  const first = await call('POST', path, body, headers)
  if (first.status >= 300) throw new Error(`${path}: ${JSON.stringify(first.body)}`)
  expect((await call('POST', path, body, headers)).body).toEqual(first.body)
  return first.body
}
const ingest = (...orders: unknown[]) => post('/orders/ingest', { shopCode: 'tmall', orders })

/** Both processes are started, or its database was killed: what it said until then is told when it does not come back. */
async function answering(path: string) {
  const answer = await until(
    () => call('GET', path).catch(({ message }: Error) => ({ status: 0, body: message })),
    ({ status }) => status === 200,
    30_000,
  )
  expect(answer.status, `${path}: ${JSON.stringify(answer.body)}\n${instance.output('api').slice(-2000)}`).toBe(200)
}

/** A connection that has nothing to do, and when the server has ended it. */
async function bystander(): Promise<{ ended: Promise<unknown> }> {
  const client = new pg.Client(instance.server.superuserUrl)
  const ended = new Promise((done) => client.once('end', done))
  client.on('error', () => undefined)
  await client.connect()
  return { ended }
}

/** Orders that end in the other ways which ask why. */
async function othersEndOtherwise() {
  const { version } = (await call('GET', '/company')).body
  expect((await call('PATCH', '/company', { financeReview: true, version })).status).toBe(200)
  const { results } = await ingest(...['5', '6', '7'].map((no) => incoming(`CANARY-ORDER-${no}`, 'TEA')))
  const [cancelled, doubted, delivered] = results.map((r: View) => r.orderId)
  await post(`/orders/${cancelled}/cancel`, { reason: typed })
  await post(`/orders/${doubted}/review`, { decision: 'invalid', reason: typed })
  await post(`/orders/${doubted}/unapprove`, { reason: typed })
  await post(`/orders/${delivered}/finance-review/release`, { reason: typed })
  await post(`/orders/${delivered}/review`, { decision: 'approve' })
  const { body } = await until(
    () => call('GET', `/orders/${delivered}`),
    (answer) => answer.body.state === 'awaiting_shipment',
  )
  await post(`/fulfilments/${body.fulfilments[0]?.id}/ship`, { carrierCode: 'sf', trackingNo: 'SF7731001' })
  await post(`/orders/${delivered}/deliver`, { reason: typed })
  const { body: movements } = await call('GET', '/stock/movements?warehouseCode=GZ')
  expect(movements.items.some((m: View) => m.note === typed)).toBe(true)
  for (const orderId of [cancelled, doubted, delivered])
    expect((await call('GET', `/orders/${orderId}`)).body.activity.some((e: View) => e.reason === typed)).toBe(true)
}

test('the forms are found, wherever in a file they begin', () => {
  for (const text of secrets) {
    for (const lead of ['', 'a', 'ab', 'abc']) {
      for (const code of ['utf8', 'utf16le', 'hex', 'base64', 'base64url'] as const) {
        const bytes =
          code === 'utf16le'
            ? Buffer.from(lead.repeat(2) + text, code)
            : Buffer.from(Buffer.from(`${lead}${text}~`).toString(code))
        expect(tracesIn(bytes, [text]), `${code} ${lead}`).not.toEqual([])
      }
    }
    expect(Math.min(...[...formsOf(text).values()].map((form) => form.length))).toBeGreaterThanOrEqual(8)
  }
})

test('after the whole life of an order its buyer is nowhere in clear on the disk', { timeout: 120_000 }, async () => {
  instance.start('api')
  instance.start('worker')
  await answering('/me')

  // Taken in; refused for its shape, for a sign that cannot be stored, by the database itself; known to nobody.
  const { results } = await ingest(orderOf(buyer))
  const id = results[0]?.orderId
  const huge = { ...incoming('X', 'TEA').lines[0], quantity: 1_000_000, unitPrice: '9999999999999' }
  const rejected = await ingest(
    orderOf(buyer, { channelOrderNo: 'CANARY-REJECT-1', total: 'much' }),
    orderOf(buyer, { channelOrderNo: 'CANARY-REJECT-2', buyerNote: `${buyer.name}\0` }),
    orderOf(buyer, { channelOrderNo: 'CANARY-REJECT-3', lines: [huge] }),
    orderOf(buyer, { channelOrderNo: 'CANARY-REJECT-4', [buyer.name]: { [buyer.phone]: buyer.mail } }),
  )
  expect(rejected.results.map((r) => r.outcome)).toEqual(['rejected', 'rejected', 'rejected', 'rejected'])
  for (const { id: rejectId } of (await call('GET', '/orders/rejects')).body.items) {
    await post(`/orders/rejects/${rejectId}/replay`, {})
    await post(`/orders/rejects/${rejectId}/dismiss`, { reason: typed })
  }

  // Searched, called, noted, revealed, moved to another address.
  for (const q of [buyer.name, buyer.phone, digits, '5193', buyer.mail]) {
    const { body } = await call('GET', `/orders?q=${encodeURIComponent(q)}`)
    expect(
      body.items.map((o) => o.id),
      q,
    ).toEqual([id])
  }
  await post(`/orders/${id}/review`, { decision: 'contact', reason: typed })
  await post(`/orders/${id}/calls`, { result: 'confirmed', note: `${buyer.name} ${buyer.phone}` })
  await post(`/orders/${id}/notes`, { text: `${buyer.name}, ${digits}, ${buyer.street}` })
  expect(await post(`/orders/${id}/reveal`, { purpose: typed })).toMatchObject({ address: { name: buyer.name } })
  await ingest(orderOf(moved, { modifiedAt: '2026-11-11T09:00:00+08:00' }))
  await post(`/orders/${id}/hold`, { note: typed })
  await post(`/orders/${id}/release-hold`, { code: 'manual', reason: typed })
  await post(`/orders/${id}/review`, { decision: 'approve', reason: typed })
  const allocated = await until(
    () => call('GET', `/orders/${id}`),
    ({ body }) => body.state === 'awaiting_shipment',
  )
  const slip = await post('/prints/packing-slips', { fulfilmentIds: [allocated.body.fulfilments[0]?.id] })
  const { printId } = slip as unknown as { printId: string }
  const file = await fetch(`${instance.url}/prints/${printId}/file`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
  })
  expect(Buffer.from(await file.arrayBuffer()).toString('latin1')).toMatch(/^%PDF-/)
  await post('/warehouses', { code: 'GZ', name: 'Guangzhou', kind: 'own' })
  await post('/stock/adjustments', { warehouseCode: 'GZ', reason: typed, lines: [{ skuCode: 'TEA', quantity: 2 }] })
  const rerouted = await post(`/orders/${id}/reroute`, { warehouseCode: 'GZ', reason: typed })
  const parcel = rerouted.fulfilments.find((f: View) => f.warehouseCode === 'GZ')?.id
  const tracking = { carrierCode: 'sf', trackingNo: 'SF7731000' }
  await post(`/fulfilments/${parcel}/ship`, tracking)
  await post(`/fulfilments/${parcel}/unship`, { reason: typed })
  await post(`/fulfilments/${parcel}/ship`, tracking)
  const text = `您的快件已签收，签收人：${moved.name} ${moved.phone}`
  const at = '2026-11-13T09:30:00+08:00'
  await post('/tracking/events', { events: [{ ...tracking, at, status: 'delivered', place: '杭州', text }] })
  expect((await call('GET', `/orders/${id}`)).body.state).toBe('delivered')
  expect((await call('GET', `/fulfilments/${parcel}`)).body).toMatchObject({ tracking: [{ text }] })
  expect((await call('POST', `/orders/${id}/reveal`, { purpose: 'x', [moved.mail]: moved.name })).status).toBe(422)

  // What was typed is there for those who may see it, word for word.
  const told = (await call('GET', `/orders/${id}`)).body.activity.filter((e: View) => e.reason === typed)
  expect(told.map((e: View) => e.kind)).toEqual([
    ...['state', 'hold', 'release', 'state', 'allocation'],
    ...['shipment', 'state'],
  ])
  const { items: trail } = (await call('GET', '/audit?limit=200')).body
  expect(trail.filter((row: View) => row.detail.reason === typed || row.detail.purpose === typed)).toHaveLength(6)
  await othersEndOtherwise()

  // Statements that fail and a server process that dies with the buyer in its hands.
  for (const [sql, values] of [
    ['select $1::int', [buyer.name]],
    [`select '${buyer.mail}'::int`, []],
    [`selec '${moved.street}'`, []],
  ] as const) {
    await expect(inTenant(shop.tenantId, 'read', (client) => client.query(sql, [...values]))).rejects.toMatchObject({
      severity: 'ERROR',
    })
  }
  const sleep = `select pg_sleep(10), '${moved.phone}'`
  const dying = inTenant(shop.tenantId, 'read', (client) => client.query(sleep)).catch((e) => e)
  const [victim] = await until(
    () =>
      instance.ask<{ pid: number }>(
        "select pid from pg_stat_activity where state = 'active' and wait_event = 'PgSleep'",
      ),
    (rows) => rows.length === 1,
  )
  // For a moment the server answers as if nothing had been; then it ends everybody, and refuses all until it has recovered.
  const { ended } = await bystander()
  process.kill(victim?.pid ?? 0, 'SIGKILL')
  expect(await dying).toBeInstanceOf(Error)
  await ended
  await until(
    () =>
      instance.ask('select 1').then(
        () => true,
        () => false,
      ),
    (answers) => answers,
    30_000,
  )
  await answering(`/orders/${id}`)

  // What the workers do afterwards, then everything to the disk, our logs with it.
  const undone = await until(
    () => instance.ask('select event from outbox where sent_at is null union all select state from order_deltas'),
    (rows) => rows.length === 0,
    40_000,
  )
  expect(undone, instance.output('worker').slice(-2000)).toEqual([])
  // Nobody writes any more: a file that is gone between its listing and its reading would end the search.
  await Promise.all([instance.stop('api'), instance.stop('worker')])
  await instance.ask('checkpoint')
  for (const part of ['api', 'worker'] as const)
    writeFileSync(path.join(instance.dataDir, 'log', `${part}.log`), instance.output(part))

  const files = filesBelow([instance.dataDir, path.dirname(instance.server.cluster)])
  expect(tracesInFiles(files, secrets)).toEqual([])
  // What is no secret is found in tables and in the log of transactions, so the search has searched; and our logs hold something.
  const open = tracesInFiles(files, ['CANARY-ORDER-1'])
  expect(open.some((trace) => trace.includes('/base/'))).toBe(true)
  expect(open.some((trace) => trace.includes('/pg_wal/'))).toBe(true)
  expect(instance.output('api').split('\n').length).toBeGreaterThan(40)

  // Long values lie compressed in the files: the same search through what the tables say.
  const tables = await instance.ask<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname in ('public', 'bullmq')`,
  )
  expect(tables.length).toBeGreaterThan(40)
  for (const { name } of tables) {
    const [all] = await instance.ask<{ text: string | null }>(
      `select string_agg(x::text, chr(10)) as text from ${name} x`,
    )
    expect(tracesIn(Buffer.from(all?.text ?? ''), secrets), name).toEqual([])
  }
})
