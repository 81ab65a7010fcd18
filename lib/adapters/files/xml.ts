import type { Readable } from 'node:stream'
import sax, { type SAXParser, type Tag } from 'sax'
import { invalid } from '@/lib/kernel/refusal'

type Handlers = {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

/**
 * Reads XML as it streams by; names come without their prefix. A document type is refused before it can define anything, so no
 * entity ever grows and nothing outside is ever asked for.
 */
export async function* parseXml(source: Readable, handlers: Handlers): AsyncGenerator<void> {
  const parser: SAXParser = sax.parser(true)
  parser.ondoctype = () => broken()
  parser.onerror = () => broken()
  parser.onopentag = (tag) => handlers.open?.(local(tag.name), (tag as Tag).attributes)
  parser.ontext = (text) => handlers.text?.(text)
  parser.oncdata = (text) => handlers.text?.(text)
  parser.onclosetag = (name) => handlers.close?.(local(name))
  const decoder = new TextDecoder('utf-8')
  for await (const chunk of source as AsyncIterable<Buffer>) {
    parser.write(decoder.decode(chunk, { stream: true }))
    yield
  }
  parser.write(decoder.decode()).close()
}

export async function readXml(source: Readable, handlers: Handlers): Promise<void> {
  for await (const _ of parseXml(source, handlers));
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function broken(): never {
  invalid([{ path: 'file', code: 'broken_sheet' }])
}
