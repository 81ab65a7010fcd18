import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { Connector, Credentials } from '@/lib/adapters/marketplaces/connector'
import { connectors } from '@/lib/adapters/marketplaces/connectors'
import { isMarketplace } from '@/lib/adapters/marketplaces/parsers'
import { pullEverySeconds } from '@/lib/modules/channels/internal/pull-times'
import type { ConnectionView } from '@/lib/modules/channels/schema'
import type { ShopView } from '@/lib/modules/settings/schema'
import type { DB } from '@/lib/platform/db/schema'
import type { Context } from '@/lib/platform/door/context'
import { env } from '@/lib/platform/env'

export type ConnectionRow = Selectable<DB['shop_connections']>

export function credentialsAad(shopId: string): string {
  return `shop_connections|credentials|${shopId}`
}

export function connectorOf(channel: string): Connector | undefined {
  return isMarketplace(channel) ? connectors[channel] : undefined
}

export async function connectionRow(
  ctx: Context,
  shopId: string,
  mode: 'read' | 'change' = 'read',
): Promise<ConnectionRow | undefined> {
  const find = ctx.db.selectFrom('shop_connections').selectAll().where('shop_id', '=', shopId)
  return (mode === 'change' ? find.forUpdate() : find).executeTakeFirst()
}

export async function openCredentials(ctx: Context, row: ConnectionRow): Promise<Credentials> {
  const crypt = await ctx.crypt()
  return JSON.parse(crypt.open(credentialsAad(row.shop_id), row.credentials)) as Credentials
}

/**
 * What is kept of the keys for calls to this address. They were given for one host: for another, secrets are forgotten and have to be
 * given again, else whoever may change the address could have them sent to a host of their own.
 */
export async function keysFor(
  ctx: Context,
  connector: Connector,
  row: ConnectionRow | undefined,
  baseUrl: string,
): Promise<{ kept: Credentials; forgotten: string[] }> {
  if (!row) return { kept: {}, forgotten: [] }
  const all = await openCredentials(ctx, row)
  const { productionUrl } = connector.declared
  if (hostOf(baseUrl || productionUrl) === hostOf(row.base_url || productionUrl)) return { kept: all, forgotten: [] }
  const secret = (name: string) => connector.secrets.includes(name) || machineFields.includes(name)
  const names = Object.keys(all)
  return {
    kept: Object.fromEntries(Object.entries(all).filter(([name]) => !secret(name))),
    forgotten: names.filter(secret),
  }
}

/** How many shops, this one included, the marketplace counts as one, as far as their pulls have shown. */
export async function sharing(ctx: Context, { shop_id, account }: Pick<ConnectionRow, 'shop_id' | 'account'>) {
  const [row] = await ctx.sql<{ others: number }>(
    `select count(*)::int as others from shop_connections
      where tenant_id = $1 and account = $3 and shop_id <> $2 and state = 'authorised' and not paused`,
    [shop_id, account],
  )
  return 1 + (row?.others ?? 0)
}

/** With its scheme and port: what was said under seal must not be said in clear. */
function hostOf(address: string | null): string {
  return address && URL.canParse(address) ? new URL(address).origin : (address ?? '')
}

export async function sealCredentials(ctx: Context, shopId: string, credentials: Credentials): Promise<Buffer> {
  const crypt = await ctx.crypt()
  return crypt.seal(credentialsAad(shopId), JSON.stringify(credentials))
}

type Shop = Pick<ShopView, 'id' | 'channel'>

/** What a person sees of a connection: how it goes and which keys are kept, never a key. */
export async function viewOf(ctx: Context, shop: Shop, row: ConnectionRow | undefined): Promise<ConnectionView> {
  const connector = connectorOf(shop.channel)
  const kept = row ? Object.keys(await openCredentials(ctx, row)) : []
  const pulled = row?.pulled_at ?? null
  return {
    shopId: shop.id,
    channel: shop.channel,
    supported: connector !== undefined,
    state: row ? (row.paused ? 'paused' : (row.state as ConnectionView['state'])) : 'none',
    baseUrl: row?.base_url ?? '',
    fields: connector ? fieldsOf(connector, kept) : [],
    expiresAt: row?.expires_at?.toISOString() ?? null,
    renewable: renewable(connector, kept),
    permitted: connector?.authorise ? [...connector.authorise.needs] : null,
    lastPull: pulled?.toISOString() ?? null,
    lagSeconds: row && pulled ? Math.max(0, Math.round((ctx.now.getTime() - row.cursor_at.getTime()) / 1000)) : null,
    pullEverySeconds: row && connector ? pullEverySeconds(connector, row.idle_pulls, await sharing(ctx, row)) : null,
    failures: row?.failures ?? 0,
    trouble: row?.trouble ?? null,
    unreported: await unreported(ctx, shop.id),
    webhookUrl: connector?.hooks ? `${env().PUBLIC_URL}/api/hooks/${shop.channel}/${ctx.tenantId}/${shop.id}` : null,
    version: row?.version ?? 0,
  }
}

export function renewable(connector: Connector | undefined, kept: readonly string[]): boolean {
  return connector?.refresh !== undefined && kept.includes('refreshToken')
}

/** Tokens and their end are the machine's own; people enter the rest. */
const machineFields = ['expiresAt']

function fieldsOf({ credentials, secrets }: Connector, kept: readonly string[]): ConnectionView['fields'] {
  const schema = z.toJSONSchema(credentials, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, unknown>
    required?: string[]
  }
  return Object.keys(schema.properties ?? {})
    .filter((name) => !machineFields.includes(name))
    .map((name) => ({
      name,
      secret: secrets.includes(name),
      required: schema.required?.includes(name) ?? false,
      set: kept.includes(name),
    }))
}

async function unreported(ctx: Context, shopId: string): Promise<{ waiting: number; failed: number }> {
  const rows = await ctx.sql<{ state: 'waiting' | 'failed'; n: number }>(
    `select state, count(*)::int as n from shipment_reports
      where tenant_id = $1 and shop_id = $2 and state in ('waiting', 'failed') group by state`,
    [shopId],
  )
  const count = (state: string) => rows.find((r) => r.state === state)?.n ?? 0
  return { waiting: count('waiting'), failed: count('failed') }
}
