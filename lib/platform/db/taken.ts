import { invalid } from '@/lib/kernel/refusal'
import { constraintOf, sqlState } from '@/lib/platform/db/errors'

/** Runs a write; a violated unique constraint is told at the field that broke it. Asking before writing would lose races. */
export async function orTaken<T>(fields: Readonly<Record<string, string>>, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (e) {
    const path = sqlState(e) === '23505' ? fields[constraintOf(e)] : undefined
    if (path) return invalid([{ path, code: 'taken' }])
    throw e
  }
}
