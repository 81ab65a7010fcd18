'use client'

import { Plus, Tag as TagIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { PageHeader } from '@/components/layout/page-header'
import { useOrderAct } from '@/components/orders/use-order-act'
import { ConfirmDialog } from '@/components/settings/confirm-dialog'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { Outcome } from '@/lib/platform/entrance/outcome'
import type { Rights } from '@/lib/platform/entrance/rights'
import { deleteTagAction, restoreTagAction } from './actions'
import { type Tag, TagDialog } from './tag-dialog'

type Props = { tags: Tag[]; can: Rights<'tag.create' | 'tag.update' | 'tag.delete' | 'tag.restore'> }

const rowId = (tag: Tag) => tag.id
const rowLabel = (tag: Tag) => tag.name

export function TagList({ tags, can }: Props) {
  const t = useTranslations('settings.tags')
  const { act, pending } = useOrderAct()
  const [editing, setEditing] = useState<Tag | 'new' | null>(null)
  const [removing, setRemoving] = useState<Tag | null>(null)
  async function putBack({ id, name }: Tag): Promise<Outcome<string | null>> {
    const outcome = await restoreTagAction({ tagId: id })
    if (!outcome.ok) return outcome
    const now = outcome.value.name
    return { ok: true, value: now === name ? null : t('restoredAs', { name: now }) }
  }
  const columns = useMemo<ListColumn<Tag>[]>(
    () => [
      { key: 'name', header: t('name'), width: 220, cell: (tag) => <Badge tone={tag.tone}>{tag.name}</Badge> },
      { key: 'tone', header: t('tone'), cell: (tag) => t(`tones.${tag.tone}`) },
      {
        key: 'edit',
        header: t('edit'),
        cell: (tag) => (
          <span className="flex gap-1">
            {can['tag.update'] ? (
              <Button
                size="sm"
                variant="ghost"
                aria-label={`${t('rename')} ${tag.name}`}
                onClick={() => setEditing(tag)}
              >
                {t('rename')}
              </Button>
            ) : null}
            {can['tag.delete'] ? (
              <Button
                size="sm"
                variant="ghost"
                aria-label={`${t('remove')} ${tag.name}`}
                onClick={() => setRemoving(tag)}
              >
                {t('remove')}
              </Button>
            ) : null}
          </span>
        ),
      },
    ],
    [t, can],
  )
  const add = can['tag.create'] ? (
    <Button variant="primary" onClick={() => setEditing('new')}>
      <Plus />
      {t('create')}
    </Button>
  ) : undefined
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('text')} actions={add} />
      <DataList
        label={t('list')}
        rows={tags}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        nextCursor={null}
        empty={<EmptyState icon={<TagIcon />} title={t('empty')} text={t('emptyText')} action={add} />}
      />
      {editing ? <TagDialog tag={editing === 'new' ? null : editing} onClose={() => setEditing(null)} /> : null}
      {removing ? (
        <ConfirmDialog
          title={t('removeTitle', { name: removing.name })}
          text={t('removeText')}
          confirm={t('remove')}
          pending={pending}
          onConfirm={() =>
            act(
              () => deleteTagAction({ tagId: removing.id }),
              t('removed'),
              () => setRemoving(null),
              can['tag.restore'] ? () => putBack(removing) : undefined,
            )
          }
          onClose={() => setRemoving(null)}
        />
      ) : null}
    </>
  )
}
