/** Who finds no place comes back after this; and each a little after the one before, so that a thousand do not come at once. */
const soonestMs = 250
const apartMs = 50

/** How many of one kind may be at work in this process at the same time; the rest gives its place back at once. */
export class Places {
  private readonly most: number
  private readonly held = new Map<string, number>()
  private last = 0

  constructor(most: number) {
    this.most = most
  }

  take(key: string): boolean {
    const now = this.held.get(key) ?? 0
    if (now >= this.most) return false
    this.held.set(key, now + 1)
    return true
  }

  give(key: string): void {
    const left = (this.held.get(key) ?? 1) - 1
    if (left > 0) this.held.set(key, left)
    else this.held.delete(key)
  }

  /** When whoever found no place shall ask again. */
  nextAt(now: number): number {
    this.last = Math.max(now + soonestMs, this.last + apartMs)
    return this.last
  }
}
