/** How long a tenant counts as awake after its last event. */
const awakeMs = 600_000

export type Awake = { note(tenantId: string): void; has(tenantId: string): boolean }

/** Which tenants have lately done something, as far as this process has seen. */
export function watchTenants(): Awake {
  const last = new Map<string, number>()
  return {
    note(tenantId) {
      if (last.size > 100_000) last.clear()
      last.set(tenantId, Date.now())
    },
    has: (tenantId) => Date.now() - (last.get(tenantId) ?? 0) < awakeMs,
  }
}
