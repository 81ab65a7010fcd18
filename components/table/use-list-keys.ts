'use client'

import { type RefObject, useEffect, useEffectEvent } from 'react'
import { meansLetter } from '@/components/layout/typing'

export type Picking = {
  toggle: (id: string) => void
  take: (ids: readonly string[]) => void
  /** From the row ticked last to this one. */
  range: (to: string) => void
  clear: () => void
  toggleAll: () => void
}

/**
 * J and K (or the arrows, once a row has the focus) move over the rows, with Shift they take rows along; X selects, Shift+X up to the row
 * ticked before, * all of the page, Escape none. The focused row is the place; there is no second cursor to lose.
 */
export function useListKeys(
  body: RefObject<HTMLElement | null>,
  picking: Picking | null,
  /** Any other key, with the row that has the focus; true when it meant something. */
  onOther: (key: string, focused: string | undefined) => boolean,
) {
  const other = useEffectEvent(onOther)
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (meansLetter(event)) return
      const rows = [...(body.current?.querySelectorAll<HTMLElement>('tr[data-row]') ?? [])]
      const at = rows.findIndex((row) => row.contains(document.activeElement))
      const key = event.key.toLowerCase()
      const id = rows[at]?.dataset.row
      const onRow = rows[at] === document.activeElement
      const step = stepOf(key, onRow)
      if (step !== 0) {
        const row = rows[step > 0 ? Math.min(at + 1, rows.length - 1) : Math.max(at - 1, 0)]
        if (event.shiftKey && picking) {
          picking.take([id, row?.dataset.row].filter((one) => one !== undefined))
        }
        row?.focus({ preventScroll: true })
        row?.scrollIntoView({ block: 'nearest' })
        event.preventDefault()
        return
      }
      if (picking && id !== undefined && key === 'x') {
        if (event.shiftKey) picking.range(id)
        else picking.toggle(id)
        event.preventDefault()
        return
      }
      if (picking && (key === '*' || key === 'escape')) {
        if (key === '*') picking.toggleAll()
        else picking.clear()
        event.preventDefault()
        return
      }
      if (!event.repeat && !event.shiftKey && other(key, id)) event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [body, picking])
}

/** Arrows scroll the page as everywhere, until somebody is on a row. */
function stepOf(key: string, onRow: boolean): number {
  if (key === 'j' || (onRow && key === 'arrowdown')) return 1
  return key === 'k' || (onRow && key === 'arrowup') ? -1 : 0
}
