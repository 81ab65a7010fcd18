import { type Subscription, subscribe } from '@/lib/platform/live/bus'
import { standingMembers, standingSessions } from '@/lib/platform/live/standing'
import { type News, type Topic, topics } from '@/lib/platform/live/topics'
import { log } from '@/lib/platform/log'
import { processWide } from '@/lib/platform/process-wide'

export type Line = {
  readonly sid: string
  readonly tenantId: string
  readonly memberId: string
  /** Hears that a topic has news; `id` is where to take up again, '' when nobody knows. */
  tell(topic: Topic, id: string): void
  beat(): void
  end(): void
}

type Open = Line & { session?: string; member?: string }

/** A session that ended or rights that changed are noticed within this time, and the line ends. */
const checkMs = 2000
const beatMs = 15_000
const perSession = 4
const perProcess = 2000

export type Hub = {
  /** Answers how to hang up; undefined when the process has as many lines as it takes. */
  join(line: Line): (() => void) | undefined
  size(): number
  close(): Promise<void>
}

/** All open lines of this process: who is told what, and whose line ends. */
export function makeHub(): Hub {
  const lines = new Set<Open>()
  let bus: Subscription | undefined
  let clock: NodeJS.Timeout | undefined
  let heart: NodeJS.Timeout | undefined

  function onNews(news: News) {
    for (const line of lines) {
      if (line.tenantId !== news.tenantId) continue
      for (const topic of topics) {
        const whose = news.topics[topic]
        if (whose !== undefined && (whose === null || whose.includes(line.memberId))) line.tell(topic, news.id)
      }
    }
  }
  function onGap() {
    for (const line of lines) for (const topic of topics) line.tell(topic, '')
  }
  function leave(line: Open) {
    lines.delete(line)
    if (lines.size > 0) return
    clearTimeout(clock)
    clearInterval(heart)
    clock = heart = undefined
  }
  function hangUp(line: Open) {
    leave(line)
    line.end()
  }
  async function check() {
    try {
      await checkAll([...lines], hangUp)
    } catch (e) {
      // Nobody can be asked: who listens hears no news either, and is looked at again.
      log.warn({ err: e }, 'open lines could not be checked')
    }
    if (lines.size > 0) clock = setTimeout(check, checkMs).unref()
  }
  return {
    join(line) {
      if (lines.size >= perProcess) return undefined
      const mine = [...lines].filter((one) => one.sid === line.sid)
      // The oldest gives way: it is the tab that was left behind.
      for (const old of mine.slice(0, Math.max(0, mine.length - perSession + 1))) hangUp(old)
      const open: Open = { ...line }
      lines.add(open)
      bus ??= subscribe(onNews, onGap)
      clock ??= setTimeout(check, checkMs).unref()
      heart ??= setInterval(() => {
        for (const one of lines) one.beat()
      }, beatMs).unref()
      return () => leave(open)
    },
    size: () => lines.size,
    async close() {
      for (const line of [...lines]) hangUp(line)
      await bus?.close()
      bus = undefined
    },
  }
}

/** Two kinds of statement for all lines together: sessions of the process, and members tenant by tenant. */
async function checkAll(open: readonly Open[], hangUp: (line: Open) => void): Promise<void> {
  const sessions = await standingSessions([...new Set(open.map((line) => line.sid))])
  const tenants = new Map<string, Map<string, string>>()
  for (const tenantId of new Set(open.map((line) => line.tenantId))) {
    const mine = open.filter((line) => line.tenantId === tenantId)
    tenants.set(tenantId, await standingMembers(tenantId, [...new Set(mine.map((line) => line.memberId))]))
  }
  for (const line of open) {
    const session = sessions.get(line.sid)
    const member = tenants.get(line.tenantId)?.get(line.memberId)
    const own = session?.startsWith(`${line.tenantId} ${line.memberId}`)
    const changed = (line.session ?? session) !== session || (line.member ?? member) !== member
    if (!session || !member || !own || changed) hangUp(line)
    line.session = session
    line.member = member
  }
}

/** The hub of this process. Ending servers wait for open answers, so lines are hung up when the end is asked for. */
export function hub(): Hub {
  return processWide('live-hub', () => {
    const made = makeHub()
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void made.close())
    return made
  })
}
