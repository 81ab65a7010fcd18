import { ownId } from '@/components/scan/turns'
import type { ScanAnswer } from '@/lib/modules/warehouse/schema'
import type { Outcome, Told } from '@/lib/platform/entrance/outcome'

export type Scan = { scanId: string; operation: string; input: Record<string, unknown>; by: string; scannedAt: string }
export type ScanOutcome = Outcome<ScanAnswer>
/** `signedOut`: the station no longer knows this person; what waits is kept for them. */
export type State = { waiting: number; offline: boolean; signedOut: boolean }

const key = 'caravan.scans'
const patienceMs = 8000
const pausesMs = [300, 700, 1500, 3000, 5000]

/** What says nothing about the scan itself: the same one is sent again. */
const again = new Set<Told['code']>(['in_flight', 'unavailable', 'rate_limited', 'unknown'])

/** How often a fault of the house is tried again before it is shown; a lost connection is tried for ever. */
const mostFaults = 4

/**
 * Scans on their way to the house, in the sequence they were made, kept in the browser until each has its answer. They hold codes and
 * quantities alone. A scan whose answer was lost is sent again with the same id, and has its effect once.
 */
export class Outbox {
  private readonly by: string
  private readonly tell: (state: State) => void
  private readonly answered: (scan: Scan, outcome: ScanOutcome) => void
  private state: State = { waiting: 0, offline: false, signedOut: false }
  private busy = false
  private stopped = false
  private tries = 0
  private faults = 0
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(by: string, tell: (state: State) => void, answered: (scan: Scan, outcome: ScanOutcome) => void) {
    this.by = by
    this.tell = tell
    this.answered = answered
  }

  /** Throws where the device cannot keep it: then nothing is sent. */
  add(operation: string, input: Record<string, unknown>, scannedAt: string, scanId = ownId()): Scan {
    const scan = { scanId, operation, input, by: this.by, scannedAt }
    write([...read().filter((other) => other.scanId !== scanId), scan])
    void this.flush()
    return scan
  }

  start(): () => void {
    const wake = () => void this.flush()
    window.addEventListener('online', wake)
    wake()
    return () => {
      this.stopped = true
      clearTimeout(this.timer)
      window.removeEventListener('online', wake)
    }
  }

  private mine(): Scan[] {
    return read().filter((scan) => scan.by === this.by)
  }

  private show(change: Partial<State>): void {
    this.state = { ...this.state, ...change, waiting: this.mine().length }
    this.tell(this.state)
  }

  private async flush(): Promise<void> {
    if (this.busy || this.stopped) return
    this.busy = true
    clearTimeout(this.timer)
    this.show({})
    for (let scan = this.mine()[0]; scan; scan = this.mine()[0]) {
      const outcome = await post(scan)
      if (this.stopped) break
      if (outcome === undefined || (!outcome.ok && this.isWorthAgain(outcome.refusal.code))) {
        this.show({ offline: outcome === undefined })
        this.timer = setTimeout(() => void this.flush(), pausesMs[Math.min(this.tries++, pausesMs.length - 1)])
        break
      }
      if (!outcome.ok && outcome.refusal.code === 'unauthenticated') {
        this.show({ offline: false, signedOut: true })
        break
      }
      const done = scan.scanId
      write(read().filter((other) => other.scanId !== done))
      this.tries = 0
      this.faults = 0
      this.show({ offline: false, signedOut: false })
      this.answered(scan, outcome)
    }
    this.busy = false
  }

  private isWorthAgain(code: Told['code']): boolean {
    if (!again.has(code)) return false
    return code !== 'unknown' || ++this.faults < mostFaults
  }
}

function read(): Scan[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(list) ? (list as Scan[]) : []
  } catch {
    return []
  }
}

function write(scans: readonly Scan[]): void {
  localStorage.setItem(key, JSON.stringify(scans))
}

/** undefined: nobody answered, or not the house itself. */
async function post(scan: Scan): Promise<ScanOutcome | undefined> {
  try {
    const response = await fetch('/scan/send', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'scan', ...scan, sentAt: new Date().toISOString() }),
      signal: AbortSignal.timeout(patienceMs),
    })
    if (!response.headers.get('content-type')?.includes('json')) return undefined
    return (await response.json()) as ScanOutcome
  } catch {
    return undefined
  }
}
