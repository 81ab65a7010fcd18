import { redirect } from 'next/navigation'
import type { ListTaste, TastedList } from '@/components/table/list-taste'
import type { StatusTab } from '@/components/table/status-tabs'
import { numberedNames } from '@/lib/modules/settings/number-sets'
import { preferencesOf } from '@/lib/modules/settings/preferences'
import { type Actor, may } from '@/lib/platform/door/actor'
import { noLists } from '@/lib/platform/door/member-lists'
import { requireActor } from '@/lib/platform/entrance/page'
import type { SearchParams } from '@/lib/platform/entrance/search-params'

/** How the member likes this list, and which of their views its address names. Nothing is asked of the database: it came with the rights. */
export async function tasteOf(actor: Actor, list: string, searchParams: SearchParams): Promise<ListTaste> {
  const { view: asked } = await searchParams
  const { preferences, views } = actor.lists ?? noLists
  const { density, lists } = preferencesOf(preferences)
  const own = views.filter((view) => view.list === list)
  const current = own.find((view) => view.id === asked) ?? null
  const { columns = null, defaultView = null } = lists[list] ?? {}
  return {
    list,
    density,
    views: own,
    current,
    columns: current?.columns ?? columns,
    defaultView: own.some((view) => view.id === defaultView) ? defaultView : null,
    mayShare: may(actor, 'view.share'),
    numbered: numberedNames.some((name) => name === list),
    mayPaste: may(actor, 'number-set.create'),
  }
}

/** For a page that is one list: as the member likes it, or on to the view they want to see first. */
export async function tastedList(list: string, path: string, searchParams: SearchParams): Promise<TastedList> {
  const taste = await tasteOf(await requireActor(), list, searchParams)
  const first = await firstView(path, taste, searchParams)
  if (first) redirect(first)
  return { taste, views: viewTabs(path, taste), path }
}

/** Where a list without any address leads who has a first view; null: stay. */
export async function firstView(path: string, taste: ListTaste, searchParams: SearchParams): Promise<string | null> {
  if (Object.keys(await searchParams).length > 0) return null
  const view = taste.views.find(({ id }) => id === taste.defaultView)
  return view ? viewHref(path, view) : null
}

export function viewHref(path: string, view: { id: string; query: Readonly<Record<string, string>> }): string {
  return `${path}?${new URLSearchParams({ ...view.query, view: view.id })}`
}

/** Saved views as tabs behind those of the house. */
export function viewTabs(path: string, { list, views }: ListTaste): StatusTab[] {
  return views.map((view, i) => ({
    key: view.id,
    label: view.name,
    href: viewHref(path, view),
    viewOf: list,
    divided: i === 0,
  }))
}
