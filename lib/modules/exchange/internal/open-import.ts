import type { Source } from '@/lib/adapters/files/archive'
import { type Format, type OpenTable, openTable } from '@/lib/adapters/files/open-table'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { Context } from '@/lib/platform/door/context'
import { openFile, type Place } from '@/lib/platform/files/store'
import { type TenantCrypt, tenantCrypt } from '@/lib/platform/tenant-crypt'

export function placeOf(tenantId: string, importId: string): Place {
  return { tenantId, purpose: 'imports', id: importId }
}

type Kept = { id: string; fileName: string; format: Format }

/** The sealed file of an import as it was sent; undefined when it is purged. Close it. */
export async function openSource(
  actor: Actor,
  { id, fileName }: Kept,
): Promise<{ source: Source; close(): Promise<void> } | undefined> {
  const crypt = await inTenant(actor.tenantId, 'read', (client) => cryptOf(new Context(client, actor, new Date())))
  const file = await openFile(placeOf(actor.tenantId, id), crypt)
  return file && { source: { name: fileName, size: file.size, bytes: file.bytes }, close: file.close }
}

/** The same as a table. */
export async function openImport(
  actor: Actor,
  kept: Kept,
): Promise<(OpenTable & { close(): Promise<void> }) | undefined> {
  const opened = await openSource(actor, kept)
  if (!opened) return undefined
  try {
    return { ...(await openTable(opened.source, kept.format)), close: opened.close }
  } catch (e) {
    await opened.close()
    throw e
  }
}

function cryptOf(ctx: Context): Promise<TenantCrypt> {
  return tenantCrypt(ctx)
}
