'use client'

import { Eye } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useAction } from '@/components/form/use-action'
import { Button } from '@/components/ui/button'
import type { Outcome } from '@/lib/platform/entrance/outcome'

/** Stays in sight while somebody looks through another role, with the way back. */
export function ViewBanner({ role, end }: { role: string; end: () => Promise<Outcome<null>> }) {
  const t = useTranslations('common.viewAs')
  const leaving = useAction(end, () => window.location.assign('/settings/roles'))
  return (
    <div
      role="status"
      data-print="hide"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-accent-soft px-4 py-2 text-sm text-accent-text md:px-6"
    >
      <Eye aria-hidden="true" className="size-4 shrink-0" />
      <span className="min-w-0 flex-1">{t('text', { role })}</span>
      <Button size="sm" pending={leaving.pending} onClick={() => leaving.run(undefined)}>
        {t('end')}
      </Button>
    </div>
  )
}
