import type { StockLevel } from '@/lib/adapters/marketplaces/connector'
import { BadElement, ChannelTrouble, type Trouble, WrongPayload } from '@/lib/adapters/marketplaces/trouble'
import { groupBy } from '@/lib/kernel/group'

const unexpected: Trouble = { kind: 'business', code: 'unexpected_answer' }

/**
 * Tells a channel levels that go together by `key`, a call for each group. What the channel refuses of one group is that group's;
 * anything else is about the conversation, so the groups after it are not tried. `tell` answers for each level of its group, or null: all are well.
 */
export async function inGroups(
  levels: readonly StockLevel[],
  key: (level: StockLevel) => string,
  tell: (group: StockLevel[]) => Promise<(Trouble | null)[] | null>,
): Promise<(Trouble | null)[]> {
  const said = new Map<StockLevel, Trouble | null>()
  let stopped: Trouble | null = null
  for (const group of groupBy(levels, key).values()) {
    const answers: (Trouble | null)[] | null = stopped
      ? null
      : await tell(group).catch((e: unknown) => {
          // An answer about these that cannot be understood says nothing about the others: they must not wait behind it for ever.
          if (e instanceof BadElement || e instanceof WrongPayload) return group.map(() => unexpected)
          if (!(e instanceof ChannelTrouble)) throw e
          if (e.trouble.kind !== 'business') stopped = e.trouble
          return group.map(() => e.trouble)
        })
    for (const [i, level] of group.entries()) said.set(level, answers?.[i] ?? stopped)
  }
  return levels.map((level) => said.get(level) ?? null)
}

/** The same where a call carries one level. */
export function inEach(
  levels: readonly StockLevel[],
  tell: (level: StockLevel) => Promise<void>,
): Promise<(Trouble | null)[]> {
  let no = 0
  return inGroups(
    levels,
    () => String(no++),
    async ([level]) => {
      if (level) await tell(level)
      return null
    },
  )
}
