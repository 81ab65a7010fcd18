import Link from 'next/link'
import type { ReactNode } from 'react'

/** The link in a list's first column. Fetched when pressed: fifty rows must not ask the server for fifty pages at once. */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} prefetch={false} className="rounded-sm text-fg hover:text-accent-text hover:underline">
      {children}
    </Link>
  )
}
