'use client'

import { cloneElement, type KeyboardEvent, lazy, type ReactElement, type ReactNode, Suspense, useState } from 'react'

export type MenuEntry =
  | {
      kind?: 'item'
      key: string
      label: ReactNode
      icon?: ReactNode
      keys?: ReactNode
      danger?: boolean
      disabled?: boolean
      onSelect: () => void
    }
  | { kind: 'link'; key: string; label: ReactNode; icon?: ReactNode; href: string }
  | { kind: 'choice'; key: string; label: ReactNode; checked: boolean; onSelect: () => void }
  | { kind: 'separator'; key: string }
  | { kind: 'label'; key: string; label: ReactNode }

export type MenuProps = {
  trigger: ReactElement<Record<string, unknown>>
  entries: readonly MenuEntry[]
  align?: 'start' | 'end'
  side?: 'top' | 'bottom' | 'right'
  className?: string
}

// Most menus of a page are never opened: their code and their work come with the first opening, not with every page.
const OpenedMenu = lazy(() => import('./menu-open').then((module) => ({ default: module.OpenedMenu })))

export function Menu(props: MenuProps) {
  const [asked, setAsked] = useState(false)
  const trigger = (ask?: () => void) =>
    cloneElement(props.trigger, {
      'aria-haspopup': 'menu',
      'aria-expanded': ask === undefined,
      onClick: ask,
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') ask?.()
      },
    })
  if (!asked) return trigger(() => setAsked(true))
  // The button stays while the code is on its way.
  return (
    <Suspense fallback={trigger()}>
      <OpenedMenu {...props} />
    </Suspense>
  )
}
