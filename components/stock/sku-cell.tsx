'use client'

import Link from 'next/link'
import { useLocale } from 'next-intl'
import { CopyText } from '@/components/ui/copy-text'

/** Code above, name in the reader's language below. */
export function SkuCell({ code, name, nameEn, href }: { code: string; name: string; nameEn: string; href: string }) {
  const locale = useLocale()
  return (
    <span className="block min-w-0">
      <CopyText value={code}>
        <Link href={href} prefetch={false} className="font-medium hover:underline">
          {code}
        </Link>
      </CopyText>
      <span className="block max-w-80 truncate text-xs leading-4 font-normal text-muted">
        {(locale === 'en' && nameEn) || name}
      </span>
    </span>
  )
}
