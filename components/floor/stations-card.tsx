'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { TimeCell } from '@/components/table/time-cell'
import { Button } from '@/components/ui/button'
import { buttonStyle } from '@/components/ui/button-style'
import { Card } from '@/components/ui/card'
import { Input } from '@/components/ui/input'
import { type Option, Select } from '@/components/ui/select'
import { Table, Td, Th } from '@/components/ui/table'
import type { StationView } from '@/lib/modules/warehouse/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'
import type { Rights } from '@/lib/platform/entrance/rights'

type Act = (input: unknown) => Promise<Outcome<null>>
type Props = {
  stations: readonly StationView[]
  warehouse: string
  warehouses: readonly Option[]
  can: Rights<'station.create' | 'station.update' | 'station.bind'>
  create: Act
  update: Act
}

export function StationsCard({ stations, warehouse, warehouses, can, create, update }: Props) {
  const t = useTranslations('floor.station')
  const router = useRouter()
  const [name, setName] = useState('')
  const [warehouseCode, setWarehouse] = useState<string | null>(warehouse)
  const making = useAction(create, () => {
    setName('')
    router.refresh()
  })
  const changing = useAction(update, () => router.refresh())
  return (
    <Card
      title={t('title')}
      padded={false}
      aside={
        can['station.bind'] ? (
          // A page of its own, not the router's next one: stations are told another policy, for their camera.
          <a href="/scan/bind" className={buttonStyle({ size: 'sm' })}>
            {t('bindThis')}
          </a>
        ) : undefined
      }
    >
      {stations.length === 0 ? <p className="px-4 py-3 text-sm text-muted">{t('empty')}</p> : null}
      {stations.length === 0 ? null : (
        <Table>
          <thead>
            <tr>
              <Th>{t('name')}</Th>
              <Th>{t('warehouse')}</Th>
              <Th>{t('device')}</Th>
              <Th>{t('person')}</Th>
              <Th>{t('seen')}</Th>
              <Th>{t('do')}</Th>
            </tr>
          </thead>
          <tbody>
            {stations.map((station) => (
              <tr key={station.id}>
                <Td className={station.status === 'closed' ? 'text-subtle line-through' : ''}>{station.name}</Td>
                <Td>{station.warehouseCode}</Td>
                <Td>{station.boundAt ? <TimeCell value={station.boundAt} /> : t('unbound')}</Td>
                <Td>{station.person?.name ?? '—'}</Td>
                <Td>
                  <TimeCell value={station.seenAt} />
                </Td>
                <Td>
                  {can['station.update'] ? (
                    <Button
                      size="sm"
                      variant="ghost"
                      pending={changing.pending}
                      onClick={() =>
                        changing.run({
                          stationId: station.id,
                          status: station.status === 'active' ? 'closed' : 'active',
                          version: station.version,
                        })
                      }
                    >
                      {t(station.status === 'active' ? 'close' : 'reopen')}
                    </Button>
                  ) : null}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {can['station.create'] ? (
        <form
          className="flex flex-wrap items-center gap-2 border-t border-line-soft px-4 py-3"
          onSubmit={(event) => {
            event.preventDefault()
            making.run({ warehouseCode, name })
          }}
        >
          <Select
            aria-label={t('warehouse')}
            className="w-40"
            value={warehouseCode}
            onValueChange={setWarehouse}
            options={warehouses}
          />
          <Input
            aria-label={t('name')}
            placeholder={t('namePlaceholder')}
            className="w-48"
            required
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="submit" pending={making.pending}>
            {t('create')}
          </Button>
        </form>
      ) : null}
    </Card>
  )
}
