import { expect, test } from 'vitest'
import { createCustomer } from '@/lib/modules/customers/create-customer'
import { getCustomer } from '@/lib/modules/customers/get-customer'
import { listCustomers } from '@/lib/modules/customers/list-customers'
import { revealCustomer } from '@/lib/modules/customers/reveal-customer'
import { undoCustomers } from '@/lib/modules/customers/undo-customers'
import { updateCustomer } from '@/lib/modules/customers/update-customer'
import type { ImportView } from '@/lib/modules/exchange/schema'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { keepBuyer } from '@/lib/modules/orders/keep-buyer'
import { createShop } from '@/lib/modules/settings/create-shop'
import { listAudit } from '@/lib/modules/settings/list-audit'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { Context } from '@/lib/platform/door/context'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { createShopWithStock, incoming } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'
import { tracesIn } from '@/tests/support/traces'
import { call, upload } from '@/tests/support/uploads'

const db = await setupWorkerDatabase()

const found = async (actor: Actor, q: string) =>
  (await run(listCustomers, actor, { q })).items.map(({ number }) => number)
const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (e) => e.params?.errors ?? e.code,
  )

const address = {
  name: '欧阳槿鹬',
  phone: '17742685193',
  province: '浙江省',
  city: '杭州市',
  line1: '鸬鹚巷 7731 弄 88 号',
}
const person = {
  name: '欧阳槿鹬',
  phone: '+86 177-4268-5193',
  email: 'q.canary7731@gurney-lark.example',
  addresses: [address],
}

test('S0.19 S0.20 S2.55 a customer is sealed, masked and found by whole names and numbers; every look in clear is written down', async () => {
  const { owner, tenantId } = await createShopWithStock({})
  const made = await run(createCustomer, owner, {
    ...person,
    tags: ['VIP', 'VIP'],
    group: '批发',
    note: '周三后送，电话 17742685193',
  })
  expect(made).toMatchObject({
    name: '欧***',
    phone: '177****5193',
    email: 'q***@gurney-lark.example',
    tags: ['VIP'],
    orderCount: 0,
    spent: [],
  })
  expect(made.addresses).toEqual([{ name: '欧***', phone: '177****5193', region: '浙江省 杭州市', line1: '鸬鹚巷***' }])
  for (const q of ['欧阳槿鹬', '17742685193', '5193', 'Q.Canary7731@gurney-lark.example', made.number])
    expect(await found(owner, q), q).toEqual([made.number])
  for (const q of ['欧阳', '1774268', 'canary']) expect(await found(owner, q), q).toEqual([])
  expect((await run(listCustomers, owner, { group: '批发', tag: 'VIP' })).items).toHaveLength(1)
  expect((await run(listCustomers, owner, { tag: 'VI' })).items).toEqual([])
  expect(await refused(run(createCustomer, owner, { name: '别人', phone: '17742685193' }))).toEqual([
    { path: 'phone', code: 'taken' },
  ])

  const { id: customerId } = made
  const changed = await run(updateCustomer, owner, { customerId, phone: '13900139000', version: made.version })
  expect(changed).toMatchObject({ phone: '139****9000', email: made.email, note: made.note, version: 2 })
  expect(await refused(run(updateCustomer, owner, { customerId, name: 'x', version: 1 }))).toBe('version_conflict')
  expect([await found(owner, '17742685193'), await found(owner, '13900139000')]).toEqual([[], [made.number]])

  const clear = await run(revealCustomer, owner, { customerId, purpose: 'Call' })
  expect(clear).toMatchObject({ ...person, phone: '13900139000', addresses: [{ ...address, country: '' }] })
  const { items } = await run(listAudit, owner, { action: 'customer.reveal' })
  expect(items).toMatchObject([
    { detail: { purpose: 'Call', fields: ['name', 'phone', 'email', 'buyers', 'addresses'] } },
  ])
  const sales = await createMember(tenantId, 'sales')
  expect(await refused(run(revealCustomer, sales, { customerId, purpose: 'Call' }))).toBe('forbidden')
  const tables = await withClient(db.superuserUrl, (client) =>
    client.query(
      'select string_agg(x::text, chr(10)) as text from (select c::text x from customers c union all select a::text from audit_log a union all select k::text from customer_tokens k) t',
    ),
  )
  expect(tables.rows[0].text).toContain(made.number)
  expect(
    tracesIn(Buffer.from(tables.rows[0].text), [
      '欧阳槿鹬',
      '17742685193',
      'q.canary7731@gurney-lark.example',
      '鸬鹚巷 7731 弄 88 号',
    ]),
  ).toEqual([])
})

test('what somebody bought is found by phone, mail or nick, whoever the parcel went to; of other shops nothing is seen', async () => {
  const shop = await createShopWithStock({ CUP: 9 })
  const { owner, tenantId } = shop
  const other = await run(createShop, owner, {
    code: 'jd',
    name: 'JD',
    channel: 'manual',
    currency: 'USD',
    timeZone: 'Asia/Shanghai',
  })
  const order = (no: string, changes: object) => incoming(no, 'CUP', 1, { buyer: { nick: '路人甲' }, ...changes })
  const to = (name: string, phone: string) => ({ ...incoming('x', 'CUP').address, name, phone })
  await run(ingestOrders, owner, {
    shopCode: 'tmall',
    orders: [
      order('P1', { address: to('李四', '13700001111') }),
      order('P2', { address: to('妈妈', '13100000000'), buyer: { nick: '茶友李', email: 'li@example.test' } }),
      order('P3', { address: to('李四', '13700001111'), status: 'cancelled' }),
      order('P4', { address: to('李四', '13300000000') }),
    ],
  })
  await run(ingestOrders, owner, {
    shopCode: 'jd',
    orders: [order('J1', { address: to('李四', '13700001111'), currency: 'USD' })],
  })
  const li = await run(createCustomer, owner, {
    name: '李四',
    phone: '13700001111',
    email: 'LI@example.test',
    buyers: ['茶友李'],
  })
  expect(li).toMatchObject({
    orderCount: 3,
    spent: [
      { currency: 'CNY', total: '40.00' },
      { currency: 'USD', total: '20.00' },
    ],
  })
  expect(li.orders.map((o) => o.channelOrderNo).sort()).toEqual(['J1', 'P1', 'P2', 'P3'])
  const clerk = await createMember(tenantId, 'customer_service', { shopIds: [other.id] })
  expect(await run(getCustomer, clerk, { customerId: li.id })).toMatchObject({
    orderCount: 1,
    orders: [{ channelOrderNo: 'J1' }],
  })
  const stranger = await createMember(tenantId, 'customer_service', { shopIds: [shop.warehouseId] })
  expect(await refused(run(getCustomer, stranger, { customerId: li.id }))).toBe('not_found')
  expect(await found(stranger, '13700001111')).toEqual([])

  const { items } = await run(listCustomers, owner, {})
  expect(items.map(({ orderCount }) => orderCount)).toEqual([3])
  const orderId = li.orders.find((o) => o.channelOrderNo === 'P1')?.id ?? ''
  const kept = await run(keepBuyer, owner, { orderId })
  expect(kept).toEqual({ customerId: li.id, outcome: 'updated' })
  expect(await run(keepBuyer, owner, { orderId })).toEqual({ customerId: li.id, outcome: 'unchanged' })
  expect((await run(getCustomer, owner, { customerId: li.id })).addresses).toHaveLength(1)
})

test('S4.34 customers by file: known by phone, mail or nick, the same file again changes nothing, and all of it can be taken back', async () => {
  const { owner, tenantId } = await createShopWithStock({})
  const send = async (file: string) => {
    const sent = await upload(owner, '/imports', file, { kind: 'customers', profile: 'generic' })
    const { id } = (await sent.json()) as ImportView
    await drainAll(tenantId)
    return (await call(owner, 'GET', `/imports/${id}`)).json() as Promise<ImportView>
  }
  const before = await run(createCustomer, owner, { name: '老客', phone: '13500000001', tags: ['旧'] })
  const file = [
    '客户姓名,手机,邮箱,买家昵称,客户分组,标签,省,市,详细地址,备注',
    '新客,13500000002,new@example.test,茶友新,批发,"VIP，老板",浙江省,杭州市,文三路 1 号,早上别打电话',
    ',13500000001,,,会员,,,,西湖路 2 号,',
    '无名氏,,,,,,,,,',
    '重复,13500000002,,,,,,,,',
    '坏邮箱,13500000003,nothing,,,,,,,',
  ].join('\n')
  const first = await send(file)
  expect(first).toMatchObject({ state: 'done', total: 5, created: 1, updated: 1, rejected: 3 })
  const { items } = (await (await call(owner, 'GET', `/imports/${first.id}/errors`)).json()) as {
    items: { errors: { row: number; column: string; code: string }[] }[]
  }
  expect(items.flatMap(({ errors }) => errors.map(({ row, column, code }) => [row, column, code]))).toEqual([
    [4, 'phone', 'required'],
    [5, 'phone', 'taken'],
    [6, 'email', 'invalid_format'],
  ])
  expect(await send(file)).toMatchObject({ created: 0, updated: 0, unchanged: 2, rejected: 3 })
  const [fresh] = (await run(listCustomers, owner, { q: '13500000002' })).items
  expect(fresh).toMatchObject({ group: '批发', tags: ['VIP', '老板'] })
  const csv = await (await call(owner, 'GET', '/customers/export')).text()
  expect(csv).toContain('135****0002')
  expect(csv).not.toMatch(/13500000002|新客/)

  const undo = async (id: string) => {
    await call(owner, 'POST', `/imports/${id}/undo`, { body: '{}' })
    await drainAll(tenantId)
    return (await call(owner, 'GET', `/imports/${id}`)).json() as Promise<ImportView>
  }
  await run(updateCustomer, owner, { customerId: fresh?.id ?? '', note: '改过' })
  expect(await undo(first.id)).toMatchObject({
    state: 'done',
    failure: [{ path: fresh?.number, code: 'changed_since' }],
  })
  // Changed between the judging and the page that takes it back.
  const effects = [{ type: 'customer', id: fresh?.id ?? '', before: null, version: 1 }]
  const late = inTenant(tenantId, 'write', (client) => undoCustomers(new Context(client, owner, new Date()), effects))
  expect(await refused(late)).toEqual([{ path: fresh?.number, code: 'changed_since' }])
  expect(await found(owner, '13500000002')).toEqual([fresh?.number])
  const third = await send('name,phone,group\n三,13500000009,\n老客,13500000001,退订\n')
  expect(third).toMatchObject({ created: 1, updated: 1 })
  expect(await undo(third.id)).toMatchObject({ state: 'undone' })
  expect(await found(owner, '13500000009')).toEqual([])
  const back = await run(getCustomer, owner, { customerId: before.id })
  expect(back).toMatchObject({ group: '会员', tags: ['旧'], addresses: [{ line1: '西***' }] })
})
