import { headers } from 'next/headers'
import { forbidden, notFound, redirect } from 'next/navigation'
import type { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { isRefusal } from '@/lib/kernel/refusal'
import { currentActor, halfSignedIn } from '@/lib/platform/auth/session'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import type { Query } from '@/lib/platform/door/use-case'
import { type Outcome, told } from '@/lib/platform/entrance/outcome'
import { pathHeader } from '@/lib/platform/entrance/path-header'

/**
 * Reads for a page. Unknown ids, addresses that mean nothing (a cut-off cursor, a name twice) and lacking rights end in Next's
 * own screens (404, 403); nobody signed in goes to sign in.
 */
export async function load<S extends z.ZodType, O>(query: Query<S, O>, input: unknown): Promise<O> {
  const actor = await requireActor()
  try {
    return await run(query, actor, input)
  } catch (e) {
    if (isRefusal(e) && (e.code === 'not_found' || e.code === 'invalid')) notFound()
    if (isRefusal(e) && e.code === 'forbidden') forbidden()
    throw e
  }
}

/** For pages put together from several readings: one that is refused leaves the others standing. */
export async function tryLoad<S extends z.ZodType, O>(query: Query<S, O>, input: unknown): Promise<Outcome<O>> {
  const actor = await requireActor()
  try {
    return { ok: true, value: await run(query, actor, input) }
  } catch (e) {
    if (isRefusal(e)) return { ok: false, refusal: told(e, newId()) }
    throw e
  }
}

export async function requireActor(): Promise<Actor> {
  const actor = await currentActor()
  if (actor) return actor
  const path = (await headers()).get(pathHeader)
  if (await halfSignedIn()) {
    return redirect(path && path !== '/' ? `/sign-in/code?next=${encodeURIComponent(path)}` : '/sign-in/code')
  }
  return redirect(path && path !== '/' ? `/sign-in?next=${encodeURIComponent(path)}` : '/sign-in')
}
