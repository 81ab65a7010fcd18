/** What has been scanned of a job that needs several scans. */
export function Steps({ steps }: { steps: readonly (string | null | undefined)[] }) {
  const done = steps.filter((step): step is string => Boolean(step))
  if (done.length === 0) return null
  return (
    <ol className="flex flex-wrap gap-2">
      {done.map((step) => (
        <li key={step} className="rounded-md border border-line bg-sunken px-3 py-1.5 font-mono text-xl break-all">
          {step}
        </li>
      ))}
    </ol>
  )
}
