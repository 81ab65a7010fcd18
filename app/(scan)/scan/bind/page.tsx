import { getTranslations } from 'next-intl/server'
import { BindList } from '@/components/scan/bind-list'
import { listStations } from '@/lib/modules/warehouse/list-stations'
import { load } from '@/lib/platform/entrance/page'
import { bindStationAction } from '../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('scan.bind'))('title') }
}

/** Somebody with the right to do so signs in once on the device and says which station it is. */
export default async function BindPage() {
  const [{ items }, t] = await Promise.all([load(listStations, { limit: 200 }), getTranslations('scan.bind')])
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-2xl flex-col gap-4 px-4 py-10">
      <h1 className="text-3xl font-semibold">{t('title')}</h1>
      <p className="text-lg text-muted">{t('text')}</p>
      <BindList stations={items.filter((station) => station.status === 'active')} bind={bindStationAction} />
    </main>
  )
}
