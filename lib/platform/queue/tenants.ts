import { pool } from '@/lib/platform/db/pools'

/** All active tenants, for the clock. */
export async function scheduledTenants(): Promise<string[]> {
  const { rows } = await pool('app').query<{ id: string }>('select schedule_tenants() as id')
  return rows.map((row) => row.id)
}
