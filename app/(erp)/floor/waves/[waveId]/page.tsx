import { getTranslations } from 'next-intl/server'
import { CancelWave } from '@/components/floor/cancel-wave'
import { WaveBadge } from '@/components/floor/wave-badge'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { PrintButton } from '@/components/print/print-button'
import { FulfilmentStateBadge } from '@/components/table/state-badge'
import { Card } from '@/components/ui/card'
import { Table, Td, Th } from '@/components/ui/table'
import { getWave } from '@/lib/modules/warehouse/get-wave'
import { openWaves, type WaveState } from '@/lib/modules/warehouse/states'
import { waveRoute } from '@/lib/modules/warehouse/wave-route'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import {
  printLabelsAction,
  printPickListAction,
  printSlipsAction,
  printWaveSummaryAction,
} from '../../../../print/print-actions'
import { cancelWaveAction } from '../../actions'

type Props = { params: Promise<{ waveId: string }> }

export async function generateMetadata() {
  return { title: (await getTranslations('floor.wave'))('one') }
}

export default async function WavePage({ params }: Props) {
  const { waveId } = await params
  const [wave, { stops }, actor, t] = await Promise.all([
    load(getWave, { waveId }),
    load(waveRoute, { waveId }),
    requireActor(),
    getTranslations('floor.wave'),
  ])
  const open = openWaves.includes(wave.state as WaveState)
  const inWork = wave.inWave.filter((parcel) => !parcel.leftAt)
  const parcels = { input: { fulfilmentIds: inWork.map((p) => p.fulfilmentId) }, count: inWork.length }
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ label: t('title'), href: '/floor/waves' }, { label: wave.number }]}
        title={wave.number}
        badge={<WaveBadge state={wave.state} />}
        subtitle={t('facts', {
          kind: t(`kinds.${wave.kind}`),
          warehouse: wave.warehouseCode,
          picked: wave.picked,
          units: wave.units,
        })}
        actions={
          open ? (
            <>
              {may(actor, 'print.pick-list') ? (
                <PrintButton kind="pick_list" input={{ waveId: wave.id }} count={1} print={printPickListAction} />
              ) : null}
              {may(actor, 'print.wave-summary') ? (
                <PrintButton kind="wave_summary" input={{ waveId: wave.id }} count={1} print={printWaveSummaryAction} />
              ) : null}
              {may(actor, 'print.slips') ? (
                <PrintButton kind="packing_slip" {...parcels} print={printSlipsAction} />
              ) : null}
              {may(actor, 'print.labels') ? <PrintButton kind="label" {...parcels} print={printLabelsAction} /> : null}
              {may(actor, 'wave.cancel') ? (
                <CancelWave waveId={wave.id} version={wave.version} cancel={cancelWaveAction} />
              ) : null}
            </>
          ) : undefined
        }
      />
      <Card title={t('parcelsOf')} padded={false}>
        <Table>
          <thead>
            <tr>
              <Th align="right">{t('slot')}</Th>
              <Th>{t('parcel')}</Th>
              <Th>{t('state')}</Th>
              <Th align="right">{t('picked')}</Th>
            </tr>
          </thead>
          <tbody>
            {wave.inWave.map((parcel) => (
              <tr key={parcel.fulfilmentId}>
                <Td align="right" className="tabular-nums">
                  {parcel.slot}
                </Td>
                <Td className="font-mono">{parcel.number}</Td>
                <Td>
                  {parcel.leftAt ? t('left') : <FulfilmentStateBadge state={parcel.state as 'picking'} />}
                  {parcel.blockReason ? <span className="ml-2 text-danger-text">{t('stopped')}</span> : null}
                </Td>
                <Td align="right" className="tabular-nums">
                  {parcel.picked} / {parcel.units}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
      <Card title={t('route')} padded={false}>
        <Table>
          <thead>
            <tr>
              <Th>{t('bin')}</Th>
              <Th>{t('skuCode')}</Th>
              <Th align="right">{t('picked')}</Th>
            </tr>
          </thead>
          <tbody>
            {stops.map((stop) => (
              <tr key={`${stop.binCode} ${stop.skuCode} ${stop.parcels[0]?.parcel}`}>
                <Td className="font-mono">{stop.binCode}</Td>
                <Td className="font-mono">{stop.skuCode}</Td>
                <Td align="right" className="tabular-nums">
                  {stop.picked} / {stop.quantity}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
    </PageBody>
  )
}
