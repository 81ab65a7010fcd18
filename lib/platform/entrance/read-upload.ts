import { createHash } from 'node:crypto'
import { PassThrough, Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Busboy } from '@fastify/busboy'
import { newId } from '@/lib/kernel/ids'
import { invalid, isRefusal, refuse } from '@/lib/kernel/refusal'
import { hasBadText } from '@/lib/kernel/text'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { Context } from '@/lib/platform/door/context'
import type { Upload } from '@/lib/platform/door/use-case'
import { hasFile, type Place, putFile } from '@/lib/platform/files/store'
import { idOf } from '@/lib/platform/id-of'
import { type TenantCrypt, tenantCrypt } from '@/lib/platform/tenant-crypt'

type Kept = { place: Place; fresh: boolean; size: number; hash: string }
type Received = {
  readonly input: Record<string, unknown> /** To be dropped again when the use case refuses. */
  readonly place: Place | undefined
}

/**
 * The body of an upload: its fields, and its file on the way into the store, sealed piece by piece; never whole in memory.
 * The file's id comes from the idempotency key where there is one, so that the same request is the same input.
 */
export async function readUpload(
  request: Request,
  actor: Actor,
  { purpose, most }: Upload,
  idempotencyKey: string | undefined,
): Promise<Received> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data;/i.test(type) || !request.body) refuse('malformed')
  const crypt = await inTenant(actor.tenantId, 'read', (client) => tenantCrypt(new Context(client, actor, new Date())))
  const fields: Record<string, unknown> = {}
  let file: { name: string; keep: Promise<Kept> } | undefined
  let wrong: string | undefined
  const parser = new Busboy({
    headers: { 'content-type': type },
    limits: { files: 1, fields: 20, fieldSize: 100_000, fieldNameSize: 100, fileSize: most + 1, headerPairs: 50 },
  })
  parser.on('field', (name, value) => {
    if (Object.hasOwn(fields, name) || name === 'file') wrong = name
    else fields[name] = value
  })
  parser.on('file', (field, stream, filename) => {
    if (field !== 'file' || file) {
      wrong = field
      stream.resume()
      return
    }
    const through = new PassThrough()
    stream.pipe(through)
    const keep = keepFile(through, { actor, purpose, most, idempotencyKey, crypt })
    // Looked at when the form has ended; until then nobody may call it unhandled.
    keep.catch(() => stream.resume())
    file = { name: filename ?? '', keep }
  })
  await new Promise<void>((done, fail) => {
    parser.on('finish', done)
    parser.on('error', fail)
    const body = Readable.fromWeb(request.body as ReadableStream<Uint8Array>)
    body.on('error', fail)
    body.pipe(parser)
  }).catch((e) => {
    if (isRefusal(e)) throw e
    refuse('malformed')
  })
  if (wrong !== undefined) invalid([{ path: wrong.toWellFormed().slice(0, 100), code: 'unknown_field' }])
  if (!file) invalid([{ path: 'file', code: 'required' }])
  const { place, fresh, size, hash } = await file.keep
  const name = file.name.split(/[\\/]/).at(-1) ?? ''
  if (hasBadText(name)) invalid([{ path: 'file', code: 'bad_text' }])
  return {
    input: { ...fields, file: { id: place.id, name: name.slice(0, 200), size, hash } },
    place: fresh ? place : undefined,
  }
}

type Keep = Upload & { actor: Actor; idempotencyKey: string | undefined; crypt: TenantCrypt }

async function keepFile(stream: Readable, { actor, purpose, most, idempotencyKey, crypt }: Keep): Promise<Kept> {
  const id = idempotencyKey === undefined ? newId() : idOf(actor.tenantId, String(actor.id), idempotencyKey)
  const place: Place = { tenantId: actor.tenantId, purpose, id }
  const hash = createHash('sha256')
  let size = 0
  async function* read() {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > most) refuse('too_large', { most })
      hash.update(chunk)
      yield chunk
    }
  }
  // The same request again: its file is there, and its content only has to be the same.
  const fresh = !(await hasFile(place))
  if (fresh) await putFile(place, read(), crypt, most)
  else for await (const _ of read());
  return { place, fresh, size, hash: hash.digest('hex') }
}
