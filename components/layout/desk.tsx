'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { ColumnChoice } from '@/lib/kernel/saved-view'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Act<I> = (input: I) => Promise<Outcome<unknown>>

/** What every list and the bell may do for the member who looks at them; server actions, handed down by the layout. */
export type DeskActions = {
  setPreferences: Act<{
    density?: string
    list?: { name: string; columns?: readonly ColumnChoice[] | null; defaultView?: string | null }
    locale?: string
    notices?: Record<string, { bell: boolean; pop: boolean; mail: boolean }>
  }>
  createView: (input: {
    list: string
    name: string
    query: Record<string, string>
    columns: readonly ColumnChoice[] | null
  }) => Promise<Outcome<{ id: string }>>
  updateView: Act<{
    viewId: string
    name?: string
    query?: Record<string, string>
    columns?: readonly ColumnChoice[] | null
    version: number
  }>
  deleteView: Act<{ viewId: string }>
  findInList: (input: { list: string; numbers: readonly string[] }) => Promise<Outcome<{ setId: string }>>
  shareView: Act<{ viewId: string; roles: readonly string[] | null }>
}

const DeskContext = createContext<DeskActions | null>(null)

export function Desk({ actions, children }: { actions: DeskActions; children: ReactNode }) {
  return <DeskContext value={actions}>{children}</DeskContext>
}

export function useDesk(): DeskActions {
  const actions = useContext(DeskContext)
  if (!actions) throw new Error('useDesk outside the working area')
  return actions
}
