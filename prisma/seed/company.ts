import { fromMinor } from '@/lib/kernel/money'
import { createCategory } from '@/lib/modules/catalog/create-category'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { listCategories } from '@/lib/modules/catalog/list-categories'
import { listAdjustments } from '@/lib/modules/inventory/list-adjustments'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { createMember } from '@/lib/modules/settings/create-member'
import { createShop } from '@/lib/modules/settings/create-shop'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { listMembers } from '@/lib/modules/settings/list-members'
import { listShops } from '@/lib/modules/settings/list-shops'
import { listWarehouses } from '@/lib/modules/settings/list-warehouses'
import { reinviteMember } from '@/lib/modules/settings/reinvite-member'
import { forgetActors, memberActor } from '@/lib/platform/auth/actors'
import { acceptInvitation } from '@/lib/platform/auth/invitations'
import { hashPassword } from '@/lib/platform/auth/password'
import { registerCompany } from '@/lib/platform/auth/register-company'
import { endSession } from '@/lib/platform/auth/sessions'
import { inAuth, inTenant } from '@/lib/platform/db/transaction'
import { demoSlug } from '@/lib/platform/demo'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { demoZone } from '@/prisma/seed/calendar'
import { demoCategories, demoProducts } from '@/prisma/seed/catalogue'
import { demoShops } from '@/prisma/seed/orders'
import { type DemoSku, demoSkus } from '@/prisma/seed/skus'

export const demoOwner = 'demo@caravan.example'

const staff = [
  ['admin', '陈管理', 'admin'],
  ['customer_service', '林小雨', 'service'],
  ['purchaser', '赵采购', 'purchase'],
  ['logistics', '孙物流', 'logistics'],
  ['warehouse', '吴大力', 'warehouse'],
  ['sales', '周业务', 'sales'],
  ['finance', '郑会计', 'finance'],
] as const

export const demoWarehouses = [
  { code: 'HZ', name: '杭州仓', kind: 'own', priority: 10 },
  { code: 'YW', name: '义乌仓', kind: 'third_party', priority: 20 },
] as const

export type DemoCompany = { tenantId: string; owner: Actor; service: Actor; packer: Actor; anchor: Date }

/** The company and its people. Each step looks first, so that a seed that was cut off goes on where it stopped. */
export async function ensureCompany(password: string): Promise<DemoCompany> {
  const found = await inAuth((client) =>
    client.query<{ id: string }>('select id from tenants where slug = $1', [demoSlug]),
  )
  const tenantId =
    found.rows[0]?.id ??
    (
      await registerCompany({
        slug: demoSlug,
        name: '商队演示',
        currency: 'CNY',
        timeZone: demoZone,
        owner: { email: demoOwner, name: '马老板', passwordHash: await hashPassword(password), emailProven: true },
      })
    ).tenantId
  const rows = await inTenant(tenantId, 'read', async (client) => {
    const company = await client.query<{ created_at: Date }>('select created_at from companies where tenant_id = $1', [
      tenantId,
    ])
    const owner = await client.query<{ id: string }>('select id from members where tenant_id = $1 and email = $2', [
      tenantId,
      demoOwner,
    ])
    return { anchor: company.rows[0]?.created_at, ownerId: owner.rows[0]?.id ?? '' }
  })
  const owner = await memberOf(tenantId, rows.ownerId)
  const members = new Map<string, string>()
  for (const [role, name, mailbox] of staff)
    members.set(role, await ensureMember(owner, { role, name, email: `${mailbox}@caravan.example` }, password))
  forgetActors()
  return {
    tenantId,
    owner,
    service: await memberOf(tenantId, members.get('customer_service') ?? ''),
    packer: await memberOf(tenantId, members.get('warehouse') ?? ''),
    anchor: rows.anchor ?? new Date(),
  }
}

async function ensureMember(
  owner: Actor,
  member: { role: string; name: string; email: string },
  password: string,
): Promise<string> {
  const known = (await run(listMembers, owner, { limit: 200 })).items.find((m) => m.email === member.email)
  if (known && known.state !== 'invited') return known.id
  const invited = known
    ? await run(reinviteMember, owner, { memberId: known.id })
    : await run(createMember, owner, member)
  const token = invited.inviteUrl.slice(invited.inviteUrl.lastIndexOf('/') + 1)
  const { session } = await acceptInvitation({ token, password }, { address: 'seed' })
  await endSession(session.id)
  return invited.id
}

async function memberOf(tenantId: string, id: string): Promise<Actor> {
  const actor = await memberActor(tenantId, id)
  if (!actor) throw new Error('a member of the demo company is missing')
  return actor
}

/** Shops, warehouses, categories and products, as they stood when the company moved in. */
export async function ensureCatalogue(owner: Actor, now: Date): Promise<void> {
  const shops = new Set((await run(listShops, owner, { limit: 200 })).items.map((s) => s.code))
  for (const { share: _, ...shop } of demoShops) if (!shops.has(shop.code)) await run(createShop, owner, shop, { now })
  const warehouses = new Set((await run(listWarehouses, owner, { limit: 200 })).items.map((w) => w.code))
  for (const warehouse of demoWarehouses)
    if (!warehouses.has(warehouse.code)) await run(createWarehouse, owner, warehouse, { now })
  const categories = new Map((await run(listCategories, owner, { limit: 200 })).items.map((c) => [c.code, c.id]))
  for (const [position, [code, parent, nameZh, nameEn]] of demoCategories.entries()) {
    if (categories.has(code)) continue
    const parentId = parent && (categories.get(parent) ?? null)
    categories.set(code, (await run(createCategory, owner, { code, nameZh, nameEn, position, parentId }, { now })).id)
  }
  const known = await codesKnown(owner.tenantId)
  for (const product of demoProducts) {
    const skus = demoSkus.filter((s) => s.product === product)
    if (skus.some((s) => known.has(s.code))) continue
    await run(
      createProduct,
      owner,
      {
        name: product.name,
        nameEn: product.nameEn,
        categoryId: categories.get(product.category) ?? null,
        brand: '商队',
        options: product.options.map((o) => ({ name: o.name, values: o.values.map(([zh]) => zh) })),
        skus: skus.map(skuInput),
      },
      { now },
    )
  }
}

function skuInput(sku: DemoSku) {
  return {
    code: sku.code,
    nameEn: sku.nameEn,
    optionValues: [...sku.optionValues],
    barcode: sku.barcode,
    weightG: sku.weightG,
    listPrice: fromMinor(BigInt(sku.price), 'CNY'),
    costHint: fromMinor(BigInt(sku.cost), 'CNY'),
    currency: 'CNY',
    safetyStock: Math.round(sku.popularity * 40),
    leadTimeDays: 7,
  }
}

async function codesKnown(tenantId: string): Promise<Set<string>> {
  const { rows } = await inTenant(tenantId, 'read', (client) =>
    client.query<{ code: string }>('select code from skus where tenant_id = $1', [tenantId]),
  )
  return new Set(rows.map((r) => r.code))
}

/** Stock comes in by adjustments with costs, once for each reason. */
export async function ensureStock(
  owner: Actor,
  warehouseCode: string,
  reason: string,
  stock: ReadonlyMap<DemoSku, number>,
  now: Date,
): Promise<void> {
  // The words are sealed: only reading them tells whether it has happened.
  const { items } = await run(listAdjustments, owner, { warehouseCode, limit: 200 })
  if (items.some((one) => one.reason === reason)) return
  const lines = [...stock].flatMap(([sku, quantity]) =>
    quantity > 0 ? { skuCode: sku.code, quantity, unitCost: fromMinor(BigInt(sku.cost), 'CNY') } : [],
  )
  await run(adjustStock, owner, { warehouseCode, reason, lines }, { now })
}
