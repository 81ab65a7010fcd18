import type { Told } from '@/lib/platform/entrance/outcome'

type Sent<T> = { ok: true; value: T } | { ok: false; refusal: Told | null }

/** Sends a file with its fields to the API, which streams it; an action would hold it in memory. `refusal` is null where nothing answered. */
export async function sendForm<T>(
  path: string,
  fields: Readonly<Record<string, string>>,
  file: File,
): Promise<Sent<T>> {
  const form = new FormData()
  // The fields first: what follows the file would be read only after all of it.
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', file, file.name)
  try {
    const response = await fetch(path, { method: 'POST', body: form })
    const body = await response.json()
    if (response.ok) return { ok: true, value: body as T }
    const { code, errors, requestId } = body as { code: Told['code']; errors?: Told['errors']; requestId: string }
    return { ok: false, refusal: { code, params: { requestId }, ...(errors && { errors }) } }
  } catch {
    return { ok: false, refusal: null }
  }
}
