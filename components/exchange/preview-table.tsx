import { Table, Td, Th } from '@/components/ui/table'

type Props = { header: readonly string[]; rows: readonly (readonly string[])[] }

/** The first rows of a file as they were read, so that a wrong encoding is seen before anything else. */
export function PreviewTable({ header, rows }: Props) {
  const columns = header.map((heading, at) => ({ at, heading, key: `${at} ${heading}` }))
  return (
    <Table>
      <thead>
        <tr>
          {columns.map(({ key, heading }) => (
            <Th key={key}>{heading}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.join('\u0001')}>
            {columns.map(({ key, at }) => (
              <Td key={key} className="max-w-60 truncate whitespace-nowrap">
                {row[at] ?? ''}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
