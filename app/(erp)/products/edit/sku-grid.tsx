'use client'

import { Combine, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState, useTransition } from 'react'
import { MergeDialog } from '@/components/catalog/merge-dialog'
import { changeOf, type Edits, leftOf, over, type SkuCell, skuCells, withEdit } from '@/components/catalog/sku-cells'
import type { ActionResult } from '@/components/form/action-result'
import { useLeaveGuard } from '@/components/form/use-leave-guard'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { FilterBar } from '@/components/table/filter-bar'
import { ListFooter } from '@/components/table/list-footer'
import { MissingNumbers, PasteNumbers } from '@/components/table/paste-numbers'
import { useCursorPages } from '@/components/table/use-cursor-pages'
import { usePasted } from '@/components/table/use-pasted'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/empty-state'
import { IconButton } from '@/components/ui/icon-button'
import { Scroller } from '@/components/ui/scroller'
import { toast } from '@/components/ui/toast'
import type { SkuView } from '@/lib/modules/catalog/schema'

type Save = (inputs: unknown) => Promise<ActionResult<ActionResult<SkuView>[]>>
type Merge = (input: { skuId: string; intoSkuId: string }) => Promise<ActionResult<SkuView>>
type Props = {
  page: { items: SkuView[]; nextCursor: string | null }
  mayPaste: boolean
  save: Save
  merge: Merge | null
}

/** Enter and the arrows walk the column like in a spreadsheet; Escape takes back what was typed. */
export function SkuGrid({ page: { items, nextCursor }, mayPaste, save, merge }: Props) {
  const t = useTranslations('catalog.grid')
  const router = useRouter()
  const pasted = usePasted('skus', true)
  const { refusalText } = useRefusalText()
  const [edits, setEdits] = useState<Edits>({})
  const [refused, setRefused] = useState<Readonly<Record<string, string>>>({})
  const [merging, setMerging] = useState<SkuView | null>(null)
  const [pending, start] = useTransition()
  const pages = useCursorPages(nextCursor)
  const body = useRef<HTMLTableSectionElement>(null)
  const search = useMemo(() => ({ key: 'q', placeholder: t('search') }), [t])
  const changed = Object.values(edits)
  // What was refused because somebody else was faster is put over what they left, as soon as that is here.
  const [conflicts, setConflicts] = useState<{ ids: ReadonlySet<string>; seen: readonly SkuView[] } | null>(null)
  useEffect(() => {
    if (!conflicts || items === conflicts.seen) return
    setEdits((now) => over(now, items, conflicts.ids))
    setConflicts(null)
  }, [items, conflicts])
  useLeaveGuard(changed.length > 0)

  function walk(event: KeyboardEvent<HTMLInputElement>, sku: SkuView, key: SkuCell, at: number) {
    if (event.key === 'Escape')
      setEdits(withEdit(edits, sku, key, skuCells.find((c) => c.key === key)?.read(sku) ?? ''))
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined || event.nativeEvent.isComposing) return
    event.preventDefault()
    body.current
      ?.querySelector<HTMLInputElement>(`[data-cell="${key}-${at + (event.shiftKey ? -step : step)}"]`)
      ?.focus()
  }

  function saveAll() {
    start(async () => {
      const answer = await save(changed.map(changeOf))
      if (!answer.ok) {
        toast.error(refusalText(answer.refusal))
        return
      }
      const wrong: Record<string, string> = {}
      const saved: Record<string, SkuView> = {}
      const met = new Set<string>()
      for (const [i, { base }] of changed.entries()) {
        const outcome = answer.value[i]
        if (outcome?.ok) saved[base.id] = outcome.value
        else if (outcome) {
          const conflict = outcome.refusal.code === 'version_conflict'
          if (conflict) met.add(base.id)
          wrong[base.id] = conflict ? t('conflict') : refusalText(outcome.refusal)
        }
      }
      const [done, bad] = [Object.keys(saved).length, Object.keys(wrong).length]
      if (done > 0) toast.success(t('saved', { count: done }))
      if (bad > 0) toast.error(t('refused', { count: bad }))
      setRefused(wrong)
      setEdits((now) => leftOf(now, edits, saved))
      setConflicts(met.size > 0 ? { ids: met, seen: items } : null)
      router.refresh()
    })
  }

  return (
    <>
      <FilterBar
        filters={pasted.filters}
        search={search}
        aside={
          <>
            {mayPaste ? <PasteNumbers list="skus" href="/products/edit" find={pasted.find} /> : null}
            <Button disabled={changed.length === 0 || pending} onClick={() => setEdits({})}>
              {t('reset')}
            </Button>
            <Button variant="primary" pending={pending} disabled={changed.length === 0} onClick={saveAll}>
              {t('save', { count: changed.length })}
            </Button>
          </>
        }
      />
      {pasted.set ? <MissingNumbers key={pasted.set} set={pasted.set} /> : null}
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        {items.length === 0 ? (
          <EmptyState icon={<Search />} title={t('empty')} text={t('emptyText')} />
        ) : (
          <Scroller className="w-full">
            <table className="w-full border-collapse text-sm">
              <thead>
                <tr>
                  {skuCells.map((cell) => (
                    <th
                      key={cell.key}
                      scope="col"
                      style={{ minWidth: cell.width }}
                      className={cn(
                        'h-8 border-b border-line bg-sunken px-2 text-xs font-medium whitespace-nowrap text-muted',
                        'figure' in cell ? 'text-right' : 'text-left',
                      )}
                    >
                      {t(`cells.${cell.key}`)}
                    </th>
                  ))}
                  <th
                    scope="col"
                    className="h-8 border-b border-line bg-sunken px-2 text-left text-xs font-medium text-muted"
                  >
                    {t('state')}
                  </th>
                </tr>
              </thead>
              <tbody ref={body}>
                {items.map((sku, at) => (
                  <tr key={sku.id} className="border-b border-line-soft">
                    {skuCells.map((cell) => {
                      const typed = edits[sku.id]?.cells[cell.key]
                      return (
                        <td key={cell.key} className={cn('p-0', typed !== undefined && 'bg-amber-soft')}>
                          <input
                            data-cell={`${cell.key}-${at}`}
                            aria-label={t('cell', { field: t(`cells.${cell.key}`), code: sku.code })}
                            value={typed ?? cell.read(sku)}
                            title={typed === undefined ? undefined : cell.read(sku)}
                            onChange={(event) => setEdits(withEdit(edits, sku, cell.key, event.target.value))}
                            onKeyDown={(event) => walk(event, sku, cell.key, at)}
                            className={cn(
                              'h-9 w-full bg-transparent px-2 -outline-offset-2',
                              'figure' in cell && 'text-right tabular-nums',
                              cell.key === 'code' && 'font-mono text-xs',
                            )}
                          />
                        </td>
                      )
                    })}
                    <td className="px-2 whitespace-nowrap">
                      <span className="flex items-center gap-1">
                        {sku.status === 'archived' ? <Badge>{t('archived')}</Badge> : null}
                        {refused[sku.id] ? <Badge tone="danger">{refused[sku.id]}</Badge> : null}
                        {merge && sku.status === 'active' && !sku.bundle ? (
                          <IconButton size="sm" label={t('merge', { code: sku.code })} onClick={() => setMerging(sku)}>
                            <Combine />
                          </IconButton>
                        ) : null}
                      </span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroller>
        )}
        {items.length > 0 || pages.previous ? (
          <ListFooter shown={items.length} pending={pages.pending} previous={pages.previous} next={pages.next} />
        ) : null}
      </div>
      {merging && merge ? (
        <MergeDialog
          sku={merging}
          merge={merge}
          onClose={() => setMerging(null)}
          onDone={() => {
            setMerging(null)
            router.refresh()
          }}
        />
      ) : null}
    </>
  )
}
