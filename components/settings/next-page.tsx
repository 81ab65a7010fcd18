'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button-link'

/** Lists of the settings are short; the few that are not go on below. */
export function NextPage({ cursor }: { cursor: string | null }) {
  const t = useTranslations('ui.list')
  const pathname = usePathname()
  const search = useSearchParams()
  const to = (next: string | null) => {
    const params = new URLSearchParams(search)
    if (next) params.set('cursor', next)
    else params.delete('cursor')
    return `${pathname}?${params}`
  }
  if (!cursor && !search.has('cursor')) return null
  return (
    <div className="flex justify-end gap-2">
      {search.has('cursor') ? <ButtonLink href={to(null)}>{t('first')}</ButtonLink> : null}
      {cursor ? <ButtonLink href={to(cursor)}>{t('next')}</ButtonLink> : null}
    </div>
  )
}
