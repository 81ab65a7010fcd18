'use client'

import { Bookmark, BookmarkPlus, Pencil, Save, Share2, Star, StarOff, Trash2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { useDesk } from '@/components/layout/desk'
import { Button } from '@/components/ui/button'
import { Menu, type MenuEntry } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast'
import { type ListTaste, sameQuery, viewQueryOf } from './list-taste'

const ViewDialog = dynamic(() => import('./view-dialog').then((module) => module.ViewDialog), { ssr: false })

export type ViewTask = 'create' | 'rename' | 'share' | 'delete'

export type RoleOption = { value: string; label: string }

/** Keeps what the list shows now as a view, and looks after the view that is open. A dot says that it shows something else by now. */
export function ViewMenu({ taste }: { taste: ListTaste }) {
  const t = useTranslations('ui.views')
  const desk = useDesk()
  const router = useRouter()
  const pathname = usePathname()
  const params = useSearchParams()
  const [task, setTask] = useState<ViewTask | null>(null)
  const { current, defaultView } = taste
  const query = viewQueryOf(params.entries())
  const changed = current !== null && !sameQuery(query, current.query)
  const done = (said: string) => () => {
    toast.success(said)
    router.refresh()
  }
  const save = useAction(desk.updateView, done(t('saved')))
  const first = useAction(desk.setPreferences, done(t('savedDefault')))
  const entries: MenuEntry[] = [
    { key: 'create', label: t('create'), icon: <BookmarkPlus />, onSelect: () => setTask('create') },
  ]
  if (current) {
    const isFirst = defaultView === current.id
    entries.push({ kind: 'separator', key: 's' }, { kind: 'label', key: 'name', label: current.name })
    const list = { name: taste.list, defaultView: isFirst ? null : current.id }
    entries.push({
      key: 'first',
      label: t(isFirst ? 'notFirst' : 'first'),
      icon: isFirst ? <StarOff /> : <Star />,
      onSelect: () => first.run({ list }),
    })
    if (current.mine) {
      entries.push(
        {
          key: 'save',
          label: t('save'),
          icon: <Save />,
          disabled: !changed,
          onSelect: () => save.run({ viewId: current.id, query, version: current.version }),
        },
        { key: 'rename', label: t('rename'), icon: <Pencil />, onSelect: () => setTask('rename') },
      )
    }
    if (taste.mayShare && current.mine)
      entries.push({ key: 'share', label: t('share'), icon: <Share2 />, onSelect: () => setTask('share') })
    if (current.mine || (taste.mayShare && current.roleIds !== null))
      entries.push({
        key: 'delete',
        label: t('delete'),
        icon: <Trash2 />,
        danger: true,
        onSelect: () => setTask('delete'),
      })
  }
  return (
    <>
      <Menu
        trigger={
          <Button variant="ghost" aria-label={changed ? t('changed') : undefined}>
            <Bookmark />
            {t('button')}
            {changed ? <span aria-hidden="true" className="size-1.5 rounded-full bg-accent" /> : null}
          </Button>
        }
        entries={entries}
      />
      {task ? (
        <ViewDialog
          task={task}
          taste={taste}
          query={query}
          onClose={() => setTask(null)}
          onOpen={(to) => router.push(`${pathname}?${new URLSearchParams(to)}`)}
        />
      ) : null}
    </>
  )
}
