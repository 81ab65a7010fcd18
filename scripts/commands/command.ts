import { closePools } from '@/lib/platform/db/pools'
import { withDatabase } from '../lib/database'
import { messageOf } from '../lib/fail'

/** Runs one command on the instance's database; its answer is the exit code. What goes wrong is told on stderr, exit 1. */
export async function onDatabase(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await withDatabase(() => work().finally(closePools))
  } catch (error) {
    console.error(messageOf(error))
    process.exitCode = 1
  }
}

/** `a,b` → ['a', 'b'] */
export function listOf(text: string): string[] {
  return text.split(',').flatMap((part) => part.trim() || [])
}
