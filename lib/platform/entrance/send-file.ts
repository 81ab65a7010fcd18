import { Readable } from 'node:stream'
import type { FileAnswer } from '@/lib/platform/files/answer'
import { log } from '@/lib/platform/log'

/** A file on its way out: saved under its name, never sniffed, never rendered as a page of ours. */
export function sendFile(answer: FileAnswer, requestId: string): Response {
  const how = answer.inline ? 'inline' : 'attachment'
  return new Response(Readable.toWeb(Readable.from(watched(answer, requestId))) as ReadableStream, {
    headers: {
      'Content-Type': answer.type,
      'Content-Disposition': `${how}; filename="${plain(answer.name)}"; filename*=UTF-8''${encodeURIComponent(answer.name)}`,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    },
  })
}

/** The headers are gone when the first bytes are: what fails then can only break the stream off, and must be written down here. */
async function* watched({ body }: FileAnswer, requestId: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body()) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk
  } catch (e) {
    log.error({ requestId, err: e }, 'a file broke off')
    throw e
  }
}

function plain(name: string): string {
  return name.replace(/[^\w.-]+/g, '_')
}
