import { troubleKinds } from '@/lib/adapters/marketplaces/trouble'
import { refusalStatus } from '@/lib/kernel/refusal'
import type { MessageKind, StuckView } from '@/lib/modules/dispatch/schema'

/** What a stored code means: a marketplace's begin with the kind of trouble, the house's own are refusals or faults. */
export function causeOf(code: string | null): StuckView['cause'] {
  const first = (code ?? '').split(' ')[0] ?? ''
  const kind = troubleKinds.find((one) => one === first)
  if (kind) return kind
  if (first === 'killed') return 'killed'
  return first in refusalStatus ? 'refused' : 'fault'
}

/** Of a mail the code of what its server said: who may log in there and what it never takes are not mended by trying again. */
export function causeOfMail(code: string): StuckView['cause'] {
  if (code === 'fault') return 'fault'
  if (code.startsWith('EAUTH') || code.startsWith('ENOAUTH')) return 'mail_login'
  if (/\b4\d\d$/.test(code)) return 'mail_down'
  return /\b5\d\d$/.test(code) || code.startsWith('EENVELOPE') ? 'mail_refused' : 'mail_down'
}

export function causeOfMessage(kind: MessageKind, code: string): StuckView['cause'] {
  return kind === 'reject' ? 'data' : kind === 'mail' ? causeOfMail(code) : causeOf(code)
}
