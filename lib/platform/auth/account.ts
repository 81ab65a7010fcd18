import { refuse } from '@/lib/kernel/refusal'
import { inAuth } from '@/lib/platform/db/transaction'

export type Account = { readonly email: string; readonly name: string; readonly proven: boolean }

/** The person behind a session, whatever company they are in. */
export async function accountOf(userId: string): Promise<Account> {
  const { rows } = await inAuth((db) =>
    db.query<Account>('select email, name, email_proven_at is not null as proven from users where id = $1', [userId]),
  )
  return rows[0] ?? refuse('unauthenticated')
}
