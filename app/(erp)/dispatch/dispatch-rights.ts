import type { Rights } from '@/lib/platform/entrance/rights'

export const dispatchRights = [
  'message.list',
  'message.get',
  'message.replay',
  'message.reveal',
  'dispatch.repair',
  'dispatch.mute',
  'dispatch.unmute',
  'dispatch.pause',
  'dispatch.resume',
  'dispatch.kill',
  'dispatch.order-path',
] as const

export type DispatchRights = Rights<(typeof dispatchRights)[number]>
