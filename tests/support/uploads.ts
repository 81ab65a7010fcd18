import type { Actor } from '@/lib/platform/door/actor'
import { restOf } from '@/lib/platform/entrance/rest'
import { registry } from '@/lib/registry'

type Fields = Readonly<Record<string, string>>

/** Sends a file as a browser or program would: a form, over the same handler that serves the API. */
export async function upload(
  actor: Actor | undefined,
  path: string,
  file: Buffer | string,
  fields: Fields,
  { name = 'file.csv', headers = {} }: { name?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.set(field, value)
  form.set('file', new Blob([typeof file === 'string' ? file : new Uint8Array(file)]), name)
  return call(actor, 'POST', path, { body: form, headers })
}

export function call(
  actor: Actor | undefined,
  method: string,
  path: string,
  init: { body?: FormData | string; headers?: Record<string, string> } = {},
): Promise<Response> {
  const handle = restOf(registry, async () => actor, { take: () => 0 })
  return handle(new Request(`http://caravan.test/api/v1${path}`, { method, ...init }))
}
