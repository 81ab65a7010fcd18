import { useTranslations } from 'next-intl'
import type { HoldDetails } from '@/lib/modules/orders/schema'

/** Why the house suspects something, signal by signal: a person decides, and needs to know what by. */
export function HoldReasons({ details }: { details: HoldDetails }) {
  const t = useTranslations('orders.suspicion')
  const { orders, elsewhere, same, hours = 0, kinds, signals, score = 0, threshold = 0 } = details
  const others = (elsewhere ?? []).map(({ number, shopCode: shop }) => t('order', { number, shop })).join(t('joint'))
  return (
    <ul className="list-disc pl-4">
      {orders && orders.length > 0 ? <li>{t('orders', { numbers: orders.join(t('joint')), hours })}</li> : null}
      {elsewhere ? (
        <li>{elsewhere.length > 0 ? t('elsewhere', { numbers: others, hours }) : t('elsewhereHidden', { hours })}</li>
      ) : null}
      {same ? <li>{t('same', { signs: same.map((sign) => t(`sign.${sign}`)).join(t('joint')) })}</li> : null}
      {kinds ? <li>{t('kinds', { kinds: kinds.map((kind) => t(`kind.${kind}`)).join(t('joint')) })}</li> : null}
      {signals ? <li>{t('score', { score, threshold })}</li> : null}
      {signals?.map(({ code, points, value = '', usual }) => (
        <li key={code}>
          {t(`signal.${code}`, { value })}
          {usual === undefined ? null : t('usual', { usual })} {t('points', { points })}
        </li>
      ))}
    </ul>
  )
}
