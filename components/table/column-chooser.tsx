'use client'

import { Columns3 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { ListTaste } from './list-taste'

export type ColumnName = { key: string; header: string; optional?: boolean }

// A few times in a member's life: its code comes when it is opened.
const ColumnDialog = dynamic(() => import('./column-dialog').then((module) => module.ColumnDialog), { ssr: false })

export function ColumnChooser({ taste, columns }: { taste: ListTaste; columns: readonly ColumnName[] }) {
  const t = useTranslations('ui.columns')
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        aria-label={t('title')}
        title={t('title')}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-fg max-md:hidden [&_svg]:size-4"
      >
        <Columns3 />
      </button>
      {open ? <ColumnDialog taste={taste} columns={columns} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
