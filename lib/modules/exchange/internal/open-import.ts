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

/** The sealed file of an import as a table; undefined when it is purged. Close it. */
export async function openImport(
  actor: Actor,
  { id, fileName, format }: { id: string; fileName: string; format: Format },
): Promise<(OpenTable & { close(): Promise<void> }) | undefined> {
  const crypt = await inTenant(actor.tenantId, 'read', (client) => cryptOf(new Context(client, actor, new Date())))
  const file = await openFile(placeOf(actor.tenantId, id), crypt)
  if (!file) return undefined
  const source: Source = { name: fileName, size: file.size, bytes: file.bytes }
  try {
    return { ...(await openTable(source, format)), close: file.close }
  } catch (e) {
    await file.close()
    throw e
  }
}

function cryptOf(ctx: Context): Promise<TenantCrypt> {
  return tenantCrypt(ctx)
}
