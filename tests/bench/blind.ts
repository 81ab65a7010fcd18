import { normaliseName } from '@/lib/kernel/text'
import { inTenant } from '@/lib/platform/db/transaction'
import { tenantCrypt } from '@/lib/platform/tenant-crypt'

/** The blind index of names, as intake computes it. */
export async function blindOf(tenantId: string, names: readonly string[]): Promise<bigint[]> {
  const crypt = await inTenant(tenantId, 'read', (client) =>
    tenantCrypt({
      tenantId,
      sql: async <R extends object>(text: string, params: readonly unknown[] = []) =>
        (await client.query(text, [tenantId, ...params])).rows as R[],
    }),
  )
  return names.map((name) => crypt.blind('name', normaliseName(name)))
}
