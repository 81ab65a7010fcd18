// A bundler may load this file twice in one process; `instanceof` then lies, a registered symbol does not.
const brand = Symbol.for('caravan.file-answer')

type Made = {
  readonly name: string
  readonly type: string
  /** Called once, after the commit; what it reads, it reads by itself. */
  body(): AsyncIterable<Uint8Array | string>
  /** Shown in the page instead of saved: pictures, whose bytes are our own encoder's. */
  inline?: boolean
}

/** An answer that is a file and not JSON: REST streams it, and a page links to it. */
export class FileAnswer {
  readonly [brand] = true
  readonly name: string
  readonly type: string
  readonly inline: boolean
  readonly body: Made['body']

  constructor({ name, type, body, inline = false }: Made) {
    this.name = name
    this.type = type
    this.body = body
    this.inline = inline
  }

  /** What is left of it where somebody writes an answer down. */
  toJSON() {
    return { file: this.name, type: this.type }
  }
}

export function isFileAnswer(value: unknown): value is FileAnswer {
  return typeof value === 'object' && value !== null && brand in value
}
