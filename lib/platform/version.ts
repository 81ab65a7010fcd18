import { refuse } from '@/lib/kernel/refusal'

/** A change made upon an older state than the row's is refused, and told which state there is now. */
export function expectVersion(row: { readonly version: number }, sent: number | undefined): void {
  if (sent !== undefined && sent !== row.version) refuse('version_conflict', { version: row.version })
}
