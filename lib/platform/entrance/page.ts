import { headers } from 'next/headers'
import { forbidden, notFound, redirect } from 'next/navigation'
import type { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { isRefusal } from '@/lib/kernel/refusal'
import { currentActor, halfSignedIn } from '@/lib/platform/auth/session'
import type { Actor } from '@/lib/platform/door/actor'
import { type Ask, run, runTogether } from '@/lib/platform/door/run'
import type { Query } from '@/lib/platform/door/use-case'
import { type Outcome, told } from '@/lib/platform/entrance/outcome'
import { pathHeader } from '@/lib/platform/entrance/path-header'

/** Asks a query for a page: `load` for what the page is about, `tryLoad` for what stands beside it. */
export type Loader = {
  load<S extends z.ZodType, O>(query: Query<S, O>, input: unknown): Promise<O>
  tryLoad<S extends z.ZodType, O>(query: Query<S, O>, input: unknown): Promise<Outcome<O>>
}

/**
 * Reads for a page. Unknown ids, addresses that mean nothing (a cut-off cursor, a name twice) and lacking rights end in Next's
 * own screens (404, 403); nobody signed in goes to sign in.
 */
export async function load<S extends z.ZodType, O>(query: Query<S, O>, input: unknown): Promise<O> {
  const actor = await requireActor()
  return run(query, actor, input).catch(elsewhere)
}

/** For pages put together from several readings: one that is refused leaves the others standing. */
export async function tryLoad<S extends z.ZodType, O>(query: Query<S, O>, input: unknown): Promise<Outcome<O>> {
  const actor = await requireActor()
  return outcome(run(query, actor, input))
}

/** A page's readings in one transaction, in one snapshot where a report is among them; no network and no other reading inside. */
export async function loadTogether<T>(
  work: (loader: Loader) => Promise<T>,
  mode: 'read' | 'snapshot' = 'read',
): Promise<T> {
  const actor = await requireActor()
  const reading = (ask: Ask) =>
    work({
      load: (query, input) => ask(query, input).catch(elsewhere),
      tryLoad: (query, input) => outcome(ask(query, input)),
    })
  return runTogether(actor, reading, mode)
}

function elsewhere(e: unknown): never {
  if (isRefusal(e) && (e.code === 'not_found' || e.code === 'invalid')) notFound()
  if (isRefusal(e) && e.code === 'forbidden') forbidden()
  throw e
}

async function outcome<O>(answer: Promise<O>): Promise<Outcome<O>> {
  try {
    return { ok: true, value: await answer }
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
