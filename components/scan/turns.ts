/** One step back, in its turn among the scans. */
export const stepBack = '\u001b'

type Turn = { id: string; text: string; at: string }
type Kept = { turns: Turn[]; places: Record<string, unknown> }

/** Over plain http on a local network browsers withhold randomUUID. */
export function ownId(): string {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const nothing: Kept = { turns: [], places: {} }

const keyOf = (person: string, job: string) => `caravan.turns:${person}:${job}`

/** How many scans of a job wait on this device for somebody to open it again. */
export const turnsLeft = (person: string, job: string): number => read(keyOf(person, job)).turns.length

/**
 * What one person has scanned for one job and what has not had its effect yet: on the device from the moment it was scanned, so that
 * a page that is opened anew goes on with it. A turn leaves the device when its scan is in the outbox, which keeps it from then on, or when
 * nothing came of it; what belongs to a scan that is not whole yet stays with it.
 */
export class Turns {
  private readonly key: string | null
  private kept: Kept | undefined
  /** Those at the beginning that have been worked on and wait for the rest of their scan. */
  private done = 0
  private working = false
  private handed = false
  private version = 0
  private readonly listeners = new Set<() => void>()

  /** Without a job nothing is kept: what is chosen from a menu is chosen again. */
  constructor(person: string, job: string | undefined) {
    this.key = job === undefined ? null : keyOf(person, job)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }
  readonly changes = (): number => this.version

  private get all(): Kept {
    if (!this.kept) {
      const found = this.key === null ? nothing : read(this.key)
      this.kept = found.turns.length > 0 ? found : nothing
    }
    return this.kept
  }

  get busy(): boolean {
    return this.working
  }

  /** Those that nobody works on yet. */
  get waiting(): number {
    return this.all.turns.length - this.done - (this.working && !this.handed ? 1 : 0)
  }

  /** Throws where the device cannot keep it: then it has not been taken. */
  add(text: string): void {
    this.write({ ...this.all, turns: [...this.all.turns, { id: ownId(), text, at: new Date().toISOString() }] })
  }

  begin(): string | undefined {
    const turn = this.working ? undefined : this.all.turns[this.done]
    if (!turn) return undefined
    this.working = true
    this.tell()
    return turn.text
  }

  /** The scan's own id, the same whenever the turn is worked on again: it has its effect once. */
  get scanId(): string | undefined {
    return this.working && !this.handed ? this.all.turns[this.done]?.id : undefined
  }

  /** When what is worked on was scanned, which may be long before. */
  get scannedAt(): string {
    const turn = this.working && !this.handed ? this.all.turns[this.done] : undefined
    return turn?.at ?? new Date().toISOString()
  }

  /** The scan that these turns make up is in the outbox. */
  sent(): void {
    const own = this.working && !this.handed
    this.shift(this.done + (own ? 1 : 0))
    this.handed = this.handed || own
  }

  end(): void {
    if (!this.handed) this.done += 1
    this.working = false
    this.handed = false
    this.tell()
  }

  /** Nothing is in hand: what was worked on is over. */
  whole(): void {
    if (this.done > 0) this.shift(this.done)
  }

  /** Where somebody was when the page was left with scans waiting. */
  place(name: string): unknown {
    return this.all.turns.length > 0 ? this.all.places[name] : undefined
  }

  put(name: string, value: unknown): void {
    try {
      this.write({ ...this.all, places: { ...this.all.places, [name]: value } })
    } catch {
      // The scans themselves say so when the device keeps nothing.
    }
  }

  private shift(count: number): void {
    this.done = 0
    const rest = { ...this.all, turns: this.all.turns.slice(count) }
    // What is over must not come again, also where the device will not be told.
    this.kept = rest
    try {
      this.write(rest)
    } catch {
      this.tell()
    }
  }

  private write(next: Kept): void {
    if (this.key !== null) localStorage.setItem(this.key, JSON.stringify(next))
    this.kept = next
    this.tell()
  }

  private tell(): void {
    this.version += 1
    for (const listener of this.listeners) listener()
  }
}

function read(key: string): Kept {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Kept>
    return { turns: Array.isArray(kept.turns) ? kept.turns : [], places: kept.places ?? {} }
  } catch {
    return nothing
  }
}
