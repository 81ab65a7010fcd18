import { closeSync, openSync, writeSync } from 'node:fs'
import path from 'node:path'
import { stringify } from 'csv-stringify/sync'

/** Where a row could not be taken in and why. Never the value itself: it may be somebody's name or phone. */
export type Reject = {
  readonly file: string
  readonly row: number
  readonly column: string
  readonly code: string
  readonly reason: string
}

const columns = ['file', 'row', 'column', 'code', 'reason'] as const
const unwritable = new Set(['EACCES', 'EROFS', 'EPERM', 'ENOENT', 'ENOTDIR'])

/** `orders.csv` → `orders.rejects.csv` beside it, or in `elsewhere` where that may not be written. Made with the first reject. */
export class RejectsFile {
  /** Its path once there is one. */
  place: string | null = null
  private descriptor: number | undefined
  private readonly wished: string
  private readonly elsewhere: string

  constructor(input: string, elsewhere: string) {
    const { dir, base } = path.parse(path.resolve(input))
    this.wished = path.join(dir, `${base.replace(/(\.csv)?(\.gz)?$/i, '')}.rejects.csv`)
    this.elsewhere = path.join(elsewhere, path.basename(this.wished))
  }

  add(reject: Reject): void {
    this.descriptor ??= this.open()
    // A file's name comes from outside and could begin like a formula, which a spreadsheet would work out.
    writeSync(this.descriptor, stringify([columns.map((name) => reject[name])], { escape_formulas: true }))
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor)
    this.descriptor = undefined
  }

  private open(): number {
    const descriptor = this.openAt(this.wished) ?? this.openAt(this.elsewhere)
    if (descriptor === undefined)
      throw new Error('the file of the rejected rows can be written neither beside the input nor here')
    writeSync(descriptor, stringify([[...columns]]))
    return descriptor
  }

  private openAt(file: string): number | undefined {
    try {
      const descriptor = openSync(file, 'w', 0o600)
      this.place = file
      return descriptor
    } catch (e) {
      if (unwritable.has((e as NodeJS.ErrnoException).code ?? '')) return undefined
      throw e
    }
  }
}
