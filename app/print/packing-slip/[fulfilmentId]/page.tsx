import { getTranslations } from 'next-intl/server'
import { PackingSlips } from './packing-slips'

export async function generateMetadata() {
  return { title: (await getTranslations('shipping'))('packingSlip') }
}

/** One slip, or several divided by commas. The page asks for them once it is open, since every showing counts as a print. */
export default async function PackingSlipPage({ params }: { params: Promise<{ fulfilmentId: string }> }) {
  const { fulfilmentId } = await params
  return <PackingSlips ids={decodeURIComponent(fulfilmentId).split(',').slice(0, 100)} />
}
