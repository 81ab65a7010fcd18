'use client'

import { type RefObject, useEffect, useEffectEvent } from 'react'

const TYPING = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="dialog"], [role="menu"]'

/** True while something floats above the list or somebody writes: then single keys mean letters, not commands. */
function busy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]')) return true
  return target instanceof Element && target.closest(TYPING) !== null && !target.matches('[type="checkbox"]')
}

/** J and K move over the rows, X selects. The focused row is the place; there is no second cursor to lose. */
export function useListKeys(
  body: RefObject<HTMLElement | null>,
  toggle: ((id: string) => void) | null,
  /** Any other key, with the row that has the focus; true when it meant something. */
  onOther: (key: string, focused: string | undefined) => boolean,
) {
  const other = useEffectEvent(onOther)
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return
      if (busy(event.target)) return
      const rows = [...(body.current?.querySelectorAll<HTMLElement>('tr[data-row]') ?? [])]
      const at = rows.findIndex((row) => row.contains(document.activeElement))
      const key = event.key.toLowerCase()
      if (key === 'j' || key === 'k') {
        const row = rows[key === 'j' ? Math.min(at + 1, rows.length - 1) : Math.max(at - 1, 0)]
        row?.focus({ preventScroll: true })
        row?.scrollIntoView({ block: 'nearest' })
        event.preventDefault()
        return
      }
      const id = rows[at]?.dataset.row
      if (id !== undefined && key === 'x' && toggle) {
        toggle(id)
        event.preventDefault()
        return
      }
      if (!event.repeat && other(key, id)) event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [body, toggle])
}
