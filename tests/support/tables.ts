import type { Source } from '@/lib/adapters/files/archive'

/** A file in memory, as the readers of files ask for it. */
export function sourceOf(bytes: Buffer, name = 'file'): Source {
  return {
    name,
    size: bytes.length,
    async *bytes(from = 0, to = bytes.length) {
      yield bytes.subarray(from, to)
    },
  }
}

export async function bytesOf(parts: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const part of parts) chunks.push(Buffer.from(part))
  return Buffer.concat(chunks)
}
