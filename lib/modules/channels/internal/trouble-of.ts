import { ChannelTrouble, type Trouble } from '@/lib/adapters/marketplaces/trouble'

/** What a failed conversation means; anything that is not the channel's doing is a fault of ours and thrown on. */
export function troubleOf(e: unknown): Trouble {
  if (e instanceof ChannelTrouble) return e.trouble
  throw e
}

/** Codes are short words and numbers of the channel; whatever else it says is not kept. */
export function storedCode({ kind, code }: Trouble): string {
  return `${kind} ${code.replace(/[^\w .:-]/g, '')}`.slice(0, 120)
}
