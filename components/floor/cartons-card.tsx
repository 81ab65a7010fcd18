'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { CartonDialog } from '@/components/floor/carton-dialog'
import { useAction } from '@/components/form/use-action'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Table, Td, Th } from '@/components/ui/table'
import type { CartonView } from '@/lib/modules/warehouse/carton-schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Act = (input: unknown) => Promise<Outcome<null>>
type Props = { cartons: readonly CartonView[]; create: Act | undefined; update: Act | undefined }

/** What parcels are packed into; the smallest that fits is suggested at the packing place. */
export function CartonsCard({ cartons, create, update }: Props) {
  const t = useTranslations('floor.carton')
  const router = useRouter()
  const [open, setOpen] = useState<CartonView | 'new' | null>(null)
  const changing = useAction(update ?? noUpdate, () => router.refresh())
  return (
    <Card
      title={t('title')}
      padded={false}
      aside={
        create ? (
          <Button size="sm" variant="primary" onClick={() => setOpen('new')}>
            {t('new')}
          </Button>
        ) : undefined
      }
    >
      {cartons.length === 0 ? <p className="px-4 py-3 text-sm text-muted">{t('empty')}</p> : null}
      {cartons.length === 0 ? null : (
        <Table>
          <thead>
            <tr>
              <Th>{t('code')}</Th>
              <Th>{t('name')}</Th>
              <Th>{t('sides')}</Th>
              <Th align="right">{t('weight')}</Th>
              <Th align="right">{t('bears')}</Th>
              {update ? <Th>{t('do')}</Th> : null}
            </tr>
          </thead>
          <tbody>
            {cartons.map((carton) => (
              <tr key={carton.id}>
                <Td className={carton.status === 'closed' ? 'font-mono text-subtle line-through' : 'font-mono'}>
                  {carton.code}
                </Td>
                <Td>{carton.name}</Td>
                <Td className="tabular-nums">
                  {carton.lengthMm} × {carton.widthMm} × {carton.heightMm}
                </Td>
                <Td align="right" className="tabular-nums">
                  {carton.weightG}
                </Td>
                <Td align="right" className="tabular-nums">
                  {carton.maxWeightG}
                </Td>
                {update ? (
                  <Td>
                    <span className="flex gap-1">
                      <Button
                        size="sm"
                        variant="ghost"
                        aria-label={t('editOf', { code: carton.code })}
                        onClick={() => setOpen(carton)}
                      >
                        {t('edit')}
                      </Button>
                      <Button
                        size="sm"
                        variant="ghost"
                        pending={changing.pending}
                        onClick={() =>
                          changing.run({
                            ...{ cartonId: carton.id, version: carton.version },
                            status: carton.status === 'active' ? 'closed' : 'active',
                          })
                        }
                      >
                        {t(carton.status === 'active' ? 'close' : 'reopen')}
                      </Button>
                    </span>
                  </Td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {open && create && update ? (
        <CartonDialog
          carton={open === 'new' ? undefined : open}
          save={open === 'new' ? create : update}
          close={() => setOpen(null)}
        />
      ) : null}
    </Card>
  )
}

/** Stands in where nobody may change them: the buttons are not drawn then. */
const noUpdate: Act = async () => ({ ok: false, refusal: { code: 'forbidden', params: {} } })
