import { type TroubleKind, troubleKinds } from '@/lib/modules/channels/schema'

export type ReadTrouble = { kind: TroubleKind | null; code: string }

/** What is stored of a trouble: its kind and the code behind it, or, where only one of them was to be had, that one. */
export function readTrouble(stored: string): ReadTrouble {
  const [first = '', ...rest] = stored.split(' ')
  const kind = troubleKinds.find((one) => one === first) ?? null
  return kind ? { kind, code: rest.join(' ') } : { kind, code: stored }
}
