import type { Marketplace, SimAnswer, SimRequest } from '@/tests/simulators/marketplace'
import type { World } from '@/tests/simulators/world'

/** The page on which a merchant permits an application, and is sent back with a code. */
export function permissionPage(
  { answer }: NonNullable<Marketplace['permission']>,
  world: World,
  { query }: SimRequest,
): SimAnswer {
  const back = query.get('redirect_uri') ?? ''
  if (!/^https?:\/\//.test(back) || !query.get('state'))
    return { status: 400, body: 'redirect_uri and state are needed' }
  const params = answer(world.tokens.grant(), query.get('state') ?? '')
  const url = `${back}${back.includes('?') ? '&' : '?'}${new URLSearchParams(params)}`
  const link = url.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  return {
    status: 200,
    body: `<!doctype html><meta charset="utf-8"><title>沙盒授权</title><h1>沙盒店铺（${world.channel}）</h1><p>应用申请读取订单、更新库存。</p><p><a id="allow" href="${link}">授权</a></p>`,
  }
}
