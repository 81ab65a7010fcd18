import { signPdd, signSocket } from '@/lib/adapters/marketplaces/pinduoduo/sign'
import { signShopifyCallback, signShopifyWebhook } from '@/lib/adapters/marketplaces/shopify/sign'
import { signTop } from '@/lib/adapters/marketplaces/taobao/sign'
import { signWooRequest, signWooWebhook } from '@/lib/adapters/marketplaces/woocommerce/sign'

/** What is to be signed, as somebody describes it in a file. */
export type SignRequest = {
  readonly method: string
  readonly url: string
  readonly params: Readonly<Record<string, string>>
  readonly body: string
  readonly secret: string
  readonly variant: string
  /** What else was said of it: a variant without request parameters takes its parts from here. */
  readonly said?: Readonly<Record<string, string>>
}

type Sign = (request: SignRequest) => string

/** By channel and variant; the first is meant when none is named and the request does not tell. */
const signatures: Readonly<Record<string, Readonly<Record<string, Sign>>>> = {
  taobao: {
    md5: ({ params, secret }) => signTop(params, secret),
    hmac: ({ params, secret }) => signTop({ ...params, sign_method: 'hmac' }, secret),
    'hmac-sha256': ({ params, secret }) => signTop({ ...params, sign_method: 'hmac-sha256' }, secret),
  },
  pinduoduo: {
    api: ({ params, secret }) => signPdd(params, secret),
    websocket: ({ params, secret, said = {} }) => {
      const part = (...names: string[]) =>
        names.map((name) => params[name] ?? said[name]).find(Boolean) ?? missing(names[0] ?? '')
      return signSocket(part('client_id', 'clientId'), part('timestamp', 'ms'), secret)
    },
  },
  shopify: {
    webhook: ({ body, secret }) => signShopifyWebhook(body, secret),
    oauth: ({ params, secret }) => signShopifyCallback(params, secret),
  },
  woocommerce: {
    webhook: ({ body, secret }) => signWooWebhook(body, secret),
    oauth1: ({ method, url, params, secret }) => signWooRequest(method, url || missing('url'), params, secret),
  },
}

/** Throws RangeError, in words for people, when the channel signs nothing or not like that. */
export function signFor(channel: string, request: SignRequest): string {
  const variants = signatures[channel]
  if (!variants) throw new RangeError(`${channel} has no request signature`)
  const [first = '', second] = Object.keys(variants)
  // Only bodies of deliveries are signed without parameters.
  const told = channel === 'shopify' || channel === 'woocommerce' ? (request.body === '' ? second : first) : first
  const wanted = request.variant || (channel === 'taobao' ? request.params.sign_method : told) || first
  const sign = variants[wanted]
  if (!sign) throw new RangeError(`${channel} knows the variants ${Object.keys(variants).join(', ')}`)
  return sign(request)
}

function missing(field: string): never {
  throw new RangeError(`${field} is missing`)
}
