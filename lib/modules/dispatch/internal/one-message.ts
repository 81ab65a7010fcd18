import { refuse } from '@/lib/kernel/refusal'
import { findMessages } from '@/lib/modules/dispatch/internal/find-messages'
import { messageId } from '@/lib/modules/dispatch/internal/message-id'
import type { MessageRow } from '@/lib/modules/dispatch/internal/message-rows'
import type { Context } from '@/lib/platform/door/context'

/** One message within the actor's sight; anything else is unknown. */
export async function oneMessage(ctx: Context, text: string): Promise<MessageRow> {
  const { kind, id, sub } = messageId(text)
  // The place just after it, so that the page of one row begins with it.
  const rows = await findMessages(ctx, { kind, after: [id, `${sub}\u{1}`] }, 1)
  const [row] = rows
  return row?.id === id && row.sub === sub ? row : refuse('not_found')
}
