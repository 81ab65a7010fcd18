import { getTranslations } from 'next-intl/server'
import { Skeleton } from '@/components/ui/skeleton'

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']

/** Appears after 300 ms only (see .late): most pages are there sooner, and a flash is worse than a wait. */
export default async function Loading() {
  const t = await getTranslations('common')
  return (
    <div className="late flex flex-col gap-4 p-4 md:p-6" role="status">
      <span className="sr-only">{t('loading')}</span>
      <Skeleton className="h-7 w-40" />
      <div className="flex gap-2">
        <Skeleton className="h-8 w-24" />
        <Skeleton className="h-8 w-24" />
        <Skeleton className="h-8 w-24" />
      </div>
      <div className="rounded-lg border border-line">
        {ROWS.map((row) => (
          <div key={row} className="flex h-9 items-center gap-6 border-b border-line-soft px-4 last:border-0">
            <Skeleton className="h-3 w-32" />
            <Skeleton className="h-3 w-48" />
            <Skeleton className="h-3 flex-1" />
            <Skeleton className="h-3 w-20" />
          </div>
        ))}
      </div>
    </div>
  )
}
