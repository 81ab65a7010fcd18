'use client'

import { ChevronDown, ChevronUp } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { useDesk } from '@/components/layout/desk'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import type { ColumnChoice } from '@/lib/kernel/saved-view'
import { arrangeColumns } from './arrange-columns'
import type { ColumnName } from './column-chooser'
import type { ListTaste } from './list-taste'

type Line = { key: string; header: string; shown: boolean; width: string }

const least = 40
const most = 800

/** Which columns are shown, in which sequence, how wide: for this list, or for the view that is open when it is one's own. */
export function ColumnDialog({
  taste,
  columns,
  onClose,
}: {
  taste: ListTaste
  columns: readonly ColumnName[]
  onClose: () => void
}) {
  const t = useTranslations('ui.columns')
  const common = useTranslations('common.actions')
  const desk = useDesk()
  const router = useRouter()
  const [lines, setLines] = useState(() => linesOf(columns, taste.columns))
  const view = taste.current
  // A colleague's view that brings its own columns is not changed by looking at it.
  const foreign = view !== null && view.columns !== null && !view.mine
  const save = useAction(
    (choice: readonly ColumnChoice[] | null) =>
      view?.mine && (view.columns !== null || choice !== null)
        ? desk.updateView({ viewId: view.id, columns: choice, version: view.version })
        : desk.setPreferences({ list: { name: taste.list, columns: choice } }),
    () => {
      onClose()
      router.refresh()
    },
  )
  const change = (at: number, to: Partial<Line>) =>
    setLines((before) => before.map((line, i) => (i === at ? { ...line, ...to } : line)))
  const move = (at: number, by: -1 | 1) =>
    setLines((before) => {
      const next = [...before]
      const [line] = next.splice(at, 1)
      if (line) next.splice(at + by, 0, line)
      return next
    })
  const wrong = (line: Line) => line.width !== '' && !(Number(line.width) >= least && Number(line.width) <= most)
  const choice = lines.map(({ key, shown, width }) => ({
    key,
    ...(!shown && { hidden: true }),
    ...(width !== '' && { width: Math.round(Number(width)) }),
  }))
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('title')}
      description={foreign ? t('foreign') : view?.mine ? t('ofView', { name: view.name }) : t('text')}
      footer={
        <>
          <Button className="mr-auto" disabled={foreign || save.pending} onClick={() => save.run(null)}>
            {t('reset')}
          </Button>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            variant="primary"
            pending={save.pending}
            disabled={foreign || lines.some(wrong)}
            onClick={() => save.run(choice)}
          >
            {common('save')}
          </Button>
        </>
      }
    >
      <ul className="flex flex-col">
        {lines.map((line, i) => (
          <li key={line.key} className="flex min-h-10 items-center gap-2 border-b border-line-soft last:border-0">
            <Checkbox
              className="min-w-0 flex-1"
              label={line.header}
              checked={line.shown}
              disabled={i === 0}
              onCheckedChange={(shown) => change(i, { shown })}
            />
            <span className="w-24">
              <Input
                type="number"
                inputMode="numeric"
                min={least}
                max={most}
                step={10}
                value={line.width}
                placeholder={t('auto')}
                aria-label={t('width', { column: line.header })}
                aria-invalid={wrong(line) || undefined}
                trail="px"
                onChange={(event) => change(i, { width: event.target.value })}
              />
            </span>
            <IconButton label={t('up', { column: line.header })} disabled={i < 2} onClick={() => move(i, -1)}>
              <ChevronUp />
            </IconButton>
            <IconButton
              label={t('down', { column: line.header })}
              disabled={i === 0 || i === lines.length - 1}
              onClick={() => move(i, 1)}
            >
              <ChevronDown />
            </IconButton>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function linesOf(columns: readonly ColumnName[], choice: readonly ColumnChoice[] | null): Line[] {
  const chosen = new Map((choice ?? []).map((one) => [one.key, one]))
  const shown = ({ key, optional }: ColumnName) => (chosen.has(key) ? !chosen.get(key)?.hidden : !optional)
  const all = columns.map((column) => ({ ...column, optional: false, cell: () => null }))
  const everything = choice?.map(({ key, width }) => ({ key, width })) ?? null
  return arrangeColumns(all, everything).map(({ key, header }) => ({
    key,
    header,
    shown: shown(columns.find((column) => column.key === key) ?? { key, header }),
    width: String(chosen.get(key)?.width ?? ''),
  }))
}
