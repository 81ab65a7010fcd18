import { cn } from '@/components/ui/cn'

/** The mark: three camels' humps on one line, the caravan seen from afar. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={cn('size-6 shrink-0', className)} aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <path
        d="M5 21.5c1.6 0 2-5.5 4.4-5.5s2.2 3 4 3 1.7-7.5 4.6-7.5 2.6 5.4 4.3 5.4 1.6-3.4 3-3.4"
        fill="none"
        stroke="var(--on-accent)"
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="26.4" cy="12.4" r="1.7" fill="var(--on-accent)" />
      <path d="M6 25h20" stroke="var(--on-accent)" strokeOpacity=".55" strokeWidth="1.6" strokeLinecap="round" />
    </svg>
  )
}

export function Logo({ className, markOnly = false }: { className?: string; markOnly?: boolean }) {
  return (
    <span className={cn('inline-flex items-center gap-2.5', className)}>
      <LogoMark />
      {markOnly ? null : (
        <span className="text-[15px] leading-5 font-semibold tracking-tight whitespace-nowrap">
          Caravan <span className="font-normal text-muted">商队</span>
        </span>
      )}
    </span>
  )
}
