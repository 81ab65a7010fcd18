'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'

type Props = {
  batchNo: string
  expiresOn?: string | null
  quantity?: number
  /** Where it can be looked at. */
  href?: string
  className?: string
}

/** A batch in a word: its number, how much of it, and when it expires. */
export function BatchTag({ batchNo, expiresOn, quantity, href, className }: Props) {
  const t = useTranslations('batches')
  const no = batchNo || t('noNumber')
  const text = (
    <>
      <span className={cn(batchNo && 'font-mono text-[0.93em]')}>
        {quantity === undefined ? no : t('shipped', { no, quantity })}
      </span>
      {expiresOn ? <span className="text-muted"> · {t('expires', { day: expiresOn })}</span> : null}
    </>
  )
  if (!href) return <span className={cn('block text-xs', className)}>{text}</span>
  return (
    <Link href={href} prefetch={false} className={cn('rounded-sm text-xs hover:underline', className)}>
      {text}
    </Link>
  )
}
