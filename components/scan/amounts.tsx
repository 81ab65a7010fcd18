import { cn } from '@/components/ui/cn'

export type Amount = { key: string; code: string; name: string; text: string; done?: boolean; warning?: string }

/** Goods with how many of them: what was counted, or how far each is. */
export function Amounts({ title, amounts }: { title?: string; amounts: readonly Amount[] }) {
  if (amounts.length === 0) return null
  return (
    <section className="flex flex-col gap-2">
      {title ? <h2 className="text-lg text-muted">{title}</h2> : null}
      <ul className="flex flex-col gap-2">
        {amounts.map(({ key, code, name, text, done, warning }) => (
          <li
            key={key}
            className={cn(
              'flex items-center gap-4 rounded-md border px-4 py-3',
              done ? 'border-green-line bg-green-soft text-green-text' : 'border-line',
            )}
          >
            <span className="min-w-0 flex-1">
              <span className="block text-xl">{name}</span>
              <span className="block font-mono text-base break-all">{code}</span>
              {warning ? <span className="block text-base text-danger-text">{warning}</span> : null}
            </span>
            <span className="text-4xl font-semibold whitespace-nowrap tabular-nums">{text}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
