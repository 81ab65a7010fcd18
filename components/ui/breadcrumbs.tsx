import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Fragment, type ReactNode } from 'react'

export type Crumb = { label: ReactNode; href?: string }

export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  const t = useTranslations('ui')
  return (
    <nav aria-label={t('breadcrumbs')} className="text-sm text-muted">
      <ol className="flex flex-wrap items-center gap-1">
        {items.map((item, index) => (
          <Fragment key={item.href ?? String(index)}>
            {index > 0 ? (
              <li aria-hidden="true" className="flex">
                <ChevronRight className="size-3.5 text-subtle" />
              </li>
            ) : null}
            <li>
              {item.href ? (
                <Link href={item.href} className="inline-flex min-h-6 items-center rounded-sm hover:text-fg">
                  {item.label}
                </Link>
              ) : (
                <span aria-current="page">{item.label}</span>
              )}
            </li>
          </Fragment>
        ))}
      </ol>
    </nav>
  )
}
