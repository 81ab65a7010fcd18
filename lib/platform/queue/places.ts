import type { Outside } from '@/lib/platform/queue/perform'

/** Who finds no place comes back after this; and each a little after the one before, so that a thousand do not come at once. */
const soonestMs = 250
const apartMs = 50
/** A conversation that failed only after this was spent waiting for nobody. */
const silentMs = 5000
/** As long as a shop counts as silent after it; a conversation that goes well ends it. */
const rememberedMs = 600_000

/**
 * Who may be at work in this process at the same time. One shop holds a few of the places, and all shops together whose marketplace
 * was silent hold half of them: when a marketplace with sixty shops is down, those of the others are served as before.
 */
export class Places {
  private readonly mostOfOne: number
  private readonly mostSilent: number
  private readonly held = new Map<string, number>()
  private readonly silent = new Map<string, number>()
  private readonly last = new Map<string, number>()

  constructor(all: number) {
    this.mostOfOne = Math.max(1, Math.floor(all / 4))
    this.mostSilent = Math.max(1, Math.floor(all / 2))
  }

  take(key: string, now: number): boolean {
    const mine = this.held.get(key) ?? 0
    if (mine >= this.mostOfOne || (this.isSilent(key, now) && this.heldBySilent(now) >= this.mostSilent)) return false
    this.held.set(key, mine + 1)
    return true
  }

  /** What a conversation has shown of the outside; a job that found nothing to say, or broke before, leaves the mark as it was. */
  give(key: string, { began, now, outside }: { began: number; now: number; outside?: Outside | undefined }): void {
    const left = (this.held.get(key) ?? 1) - 1
    if (left > 0) this.held.set(key, left)
    else this.held.delete(key)
    if (outside === 'answered') this.silent.delete(key)
    else if (outside === 'failed' && now - began >= silentMs) this.silent.set(key, now + rememberedMs)
  }

  /** When whoever found no place shall ask again: after those of the same shop, and of no other. */
  nextAt(key: string, now: number): number {
    const at = Math.max(now + soonestMs, (this.last.get(key) ?? 0) + apartMs)
    if (this.last.size > 5000) for (const [other, until] of this.last) if (until < now) this.last.delete(other)
    this.last.set(key, at)
    return at
  }

  private isSilent(key: string, now: number): boolean {
    const until = this.silent.get(key) ?? 0
    if (until <= now) this.silent.delete(key)
    return until > now
  }

  private heldBySilent(now: number): number {
    let sum = 0
    for (const [key, n] of this.held) if (this.isSilent(key, now)) sum += n
    return sum
  }
}
