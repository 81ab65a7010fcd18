import { BadElement, ChannelTrouble, type Trouble, WrongPayload } from '@/lib/adapters/marketplaces/trouble'

/**
 * What a failed conversation means; anything that is not the channel's doing is a fault of ours and thrown on. An answer of another
 * shape than documented is the channel's: thrown on it would end the job before it writes down how the conversation went.
 */
export function troubleOf(e: unknown): Trouble {
  if (e instanceof ChannelTrouble) return e.trouble
  if (e instanceof BadElement || e instanceof WrongPayload) return { kind: 'transient', code: 'unexpected_answer' }
  throw e
}

/** Codes are short words and numbers of the channel; whatever else it says is not kept. */
export function storedCode({ kind, code }: Trouble): string {
  return `${kind} ${code.replace(/[^\w .:-]/g, '')}`.slice(0, 120)
}
