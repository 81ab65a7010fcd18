import { isId } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { type MessageKind, messageKinds } from '@/lib/modules/dispatch/schema'

export type MessageId = { readonly kind: MessageKind; readonly id: string; readonly sub: string }

/** `kind.id`, of a job with its name behind; whatever else it is reads as unknown. */
export function messageId(text: string): MessageId {
  const [kind = '', id = '', ...sub] = text.split('.')
  const known = messageKinds.find((one) => one === kind)
  return known && isId(id) ? { kind: known, id, sub: sub.join('.') } : refuse('not_found')
}
