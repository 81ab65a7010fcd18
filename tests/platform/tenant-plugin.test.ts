import { type Compilable, sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { boundTo, type Database } from '@/lib/platform/db/bound'
import { inTenant } from '@/lib/platform/db/transaction'
import { setupWorkerDatabase } from '@/tests/support/database'
import { lacksTenant, tenantTablePattern } from '@/tests/support/statements'
import { createTenant } from '@/tests/support/tenant'

const { superuserUrl } = await setupWorkerDatabase()
const named = await tenantTablePattern(superuserUrl)
let tenantId = ''

beforeAll(async () => {
  tenantId = (await createTenant()).tenantId
})

type Statement = Compilable & { execute(): Promise<unknown> }

/** How often each alias is filtered by the bound tenant; the statement is run too, so that the text is one PostgreSQL takes. */
async function filters(build: (db: Database) => Statement): Promise<string[]> {
  return inTenant(tenantId, 'write', async (client) => {
    const statement = build(boundTo(client, tenantId))
    const { sql: text, parameters } = statement.compile()
    await statement.execute()
    const found = [...text.matchAll(/"(\w+)"\."tenant_id" = \$(\d+)/g)]
    for (const [, , n] of found) expect(parameters[Number(n) - 1]).toBe(tenantId)
    return found.map((match) => match[1] ?? '').sort()
  })
}

describe('every reference of a tenant table is filtered', () => {
  const cases: [name: string, build: (db: Database) => Statement, expected: string[]][] = [
    ['select', (db) => db.selectFrom('shops').select('id'), ['shops']],
    ['select with alias', (db) => db.selectFrom('shops as s').select('s.id'), ['s']],
    [
      'several in from',
      (db) => db.selectFrom(['shops as s', 'warehouses as w']).select(['s.id', 'w.code']),
      ['s', 'w'],
    ],
    [
      'join',
      (db) => db.selectFrom('skus').innerJoin('products as p', 'p.id', 'skus.product_id').select('skus.id'),
      ['p', 'skus'],
    ],
    [
      'left join',
      (db) => db.selectFrom('products as p').leftJoin('categories as c', 'c.id', 'p.category_id').select('p.id'),
      ['c', 'p'],
    ],
    ['cross join', (db) => db.selectFrom('shops').crossJoin('warehouses').select('shops.id'), ['shops', 'warehouses']],
    [
      'lateral join',
      (db) =>
        db
          .selectFrom('products as p')
          .leftJoinLateral(
            (eb) => eb.selectFrom('skus as s').select('s.code').whereRef('s.product_id', '=', 'p.id').limit(1).as('x'),
            (on) => on.onTrue(),
          )
          .select('x.code'),
      ['p', 's'],
    ],
    [
      'sub-queries in where, select and from',
      (db) =>
        db
          .selectFrom((eb) => eb.selectFrom('products as p').select(['p.id']).as('q'))
          .select((eb) => [
            'q.id',
            eb.selectFrom('skus as n').select('n.code').whereRef('n.product_id', '=', 'q.id').limit(1).as('code'),
          ])
          .where((eb) => eb.exists(eb.selectFrom('skus as e').select('e.id').whereRef('e.product_id', '=', 'q.id')))
          .where('q.id', 'in', (eb) => eb.selectFrom('product_grams as g').select('g.product_id')),
      ['e', 'g', 'n', 'p'],
    ],
    [
      'common table expression',
      (db) =>
        db
          .with('w', (q) => q.selectFrom('warehouses').select('id'))
          .selectFrom('w')
          .innerJoin('bins as b', 'b.warehouse_id', 'w.id')
          .select('b.id'),
      ['b', 'warehouses'],
    ],
    [
      'union',
      (db) =>
        db
          .selectFrom('shops')
          .select('id')
          .union((eb) => eb.selectFrom('warehouses').select('id')),
      ['shops', 'warehouses'],
    ],
    ['update', (db) => db.updateTable('shops').set({ name: 'x' }).where('id', '=', newId()), ['shops']],
    [
      'update from',
      (db) =>
        db.updateTable('skus as s').from('products as p').set({ name: 'x' }).whereRef('p.id', '=', 's.product_id'),
      ['p', 's'],
    ],
    ['delete', (db) => db.deleteFrom('products').where('id', '=', newId()), ['products']],
    [
      'delete using',
      (db) =>
        db
          .deleteFrom('sku_barcodes as g')
          .using('skus as s')
          .whereRef('s.id', '=', 'g.sku_id')
          .where('s.code', '=', 'x'),
      ['g', 's'],
    ],
    [
      'insert from select',
      (db) =>
        db
          .insertInto('product_grams')
          .columns(['gram', 'product_id'])
          .expression((eb) => eb.selectFrom('products as p').select([sql.lit('ab').as('g'), 'p.id'])),
      ['p'],
    ],
    [
      'a condition with "or" cannot get around it',
      (db) =>
        db
          .selectFrom('shops')
          .select('id')
          .where((eb) => eb.or([eb('code', '=', 'a'), eb.lit(true)])),
      ['shops'],
    ],
  ]
  it.each(cases)('%s', async (_name, build, expected) => {
    expect(await filters(build)).toEqual(expected)
  })

  it('and the condition stands beside all others', async () => {
    const text = await inTenant(tenantId, 'read', async (client) =>
      boundTo(client, tenantId)
        .selectFrom('shops')
        .select('id')
        .where((eb) => eb.or([eb('code', '=', 'a'), eb('code', '=', 'b')]))
        .compile(),
    )
    expect(text.sql).toBe('select "id" from "shops" where "shops"."tenant_id" = $1 and (("code" = $2 or "code" = $3))')
  })
})

describe('the watch over all statements', () => {
  it.each([
    ['select 1', false],
    ['select * from shops where tenant_id = $1', false],
    ['select * from shops', true],
    ['select * from "shops" as "s"', true],
    ['select 1 from (select 1) x, orders o', true],
    ['with x as (select 1) update orders set version = 1', true],
    ['delete from skus using products', true],
    ['insert into "shops" ("id") values ($1)', false],
    ['insert into shops (id) select id from shops', true],
    ['insert into shops (id) values ((select id from warehouses))', true],
    ['select status from tenants', false],
    ['select shops from users', false],
    ['-- tenant_id\nselect * from shops', true],
  ])('%s', (text, lacks) => {
    expect(lacksTenant(text, named)).toBe(lacks)
  })
})
