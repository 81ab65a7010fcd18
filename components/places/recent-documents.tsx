import Link from 'next/link'
import { TimeCell } from '@/components/table/time-cell'
import { Card } from '@/components/ui/card'

type Props = {
  title: string
  empty: string
  items: readonly { id: string; number: string; text: string; createdAt: string }[]
  /** The page of a document begins with it. */
  base: string
}

/** What was booked last, beside the form that books more. */
export function RecentDocuments({ title, empty, items, base }: Props) {
  return (
    <Card title={title} padded={false}>
      {items.length === 0 ? (
        <p className="px-4 py-3 text-sm text-muted">{empty}</p>
      ) : (
        <ul>
          {items.map((one) => (
            <li key={one.id} className="border-b border-line-soft last:border-0">
              <Link
                href={`${base}/${one.id}`}
                prefetch={false}
                className="flex min-h-12 items-center justify-between gap-3 px-4 py-1.5 text-sm -outline-offset-2 hover:bg-hover"
              >
                <span className="min-w-0">
                  <span className="block truncate font-mono text-xs">{one.number}</span>
                  <span className="block truncate text-xs text-muted">{one.text}</span>
                </span>
                <TimeCell value={one.createdAt} className="text-xs text-muted" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
