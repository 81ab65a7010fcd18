import { z } from 'zod'

/** One thing that must always be so, and how many rows it is not so of. */
export const checkedItem = z.object({
  invariant: z.string(),
  ok: z.boolean(),
  figure: z.int(),
  firstRow: z.string().optional(),
})

export const checkView = z.object({
  id: z.uuid(),
  state: z.enum(['queued', 'done', 'failed']),
  askedBy: z.string(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  tookMs: z.int().nullable(),
  /** How many invariants are broken. */
  broken: z.int().nullable(),
  items: z.array(checkedItem),
})

export const stressAsked = z.strictObject({
  skuCode: z.string().trim().min(1).max(64),
  units: z.int().min(0).max(1000).default(50),
  orders: z.int().min(1).max(500).default(200),
  /** How many send at once. */
  clients: z.int().min(1).max(50).default(25),
})

export const stressResult = z.object({
  /** Orders that got their unit, and those that wait for more stock. */
  reserved: z.int(),
  waiting: z.int(),
  /** Orders beyond the units there were. */
  oversold: z.int(),
  /** Requests that were refused or failed, by code. */
  refused: z.record(z.string(), z.int()),
  balance: z.object({ onHand: z.int(), reserved: z.int(), available: z.int() }),
  tookMs: z.int(),
  broken: z.array(checkedItem),
  invariants: z.int(),
})

export const stressView = z.object({
  id: z.uuid(),
  state: z.enum(['queued', 'running', 'done', 'failed']),
  askedBy: z.string(),
  skuCode: z.string(),
  units: z.int(),
  orders: z.int(),
  clients: z.int(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  result: stressResult.nullable(),
})

export type Checked = z.output<typeof checkedItem>
export type CheckView = z.output<typeof checkView>
export type StressResult = z.output<typeof stressResult>
export type StressView = z.output<typeof stressView>

/** Why something stands still, in the house's own words: what the outside said, or what we know of ourselves. */
export const causes = [
  'token',
  'permission',
  'business',
  'transient',
  'retry_after', // the marketplace's
  'receiver', // a program's that we tell of things
  'receiver_off',
  'mail_down', // the mail server's
  'mail_refused',
  'mail_login',
  'data',
  'refused',
  'fault',
  'lost',
  'killed',
  'paused',
  'silent',
  'broken',
] as const
export const stuckKinds = [
  'workers',
  'outbox',
  'connection',
  'pull',
  'flow',
  'report',
  'delivery',
  'listing',
  'reject',
  'webhook',
  'mail',
  'job',
  'drain',
  'invariant',
] as const
/** The button that mends it: `go` opens the page where a person can. */
export const repairs = ['replay', 'resume', 'run', 'go', 'none'] as const

const shopRef = z.object({ id: z.string(), code: z.string(), name: z.string(), channel: z.string() })

export const stuckView = z.object({
  /** Of the same trouble always the same: what is muted is known again by it. */
  key: z.string(),
  kind: z.enum(stuckKinds),
  cause: z.enum(causes),
  /** What the outside or the fault called itself. */
  code: z.string().nullable(),
  shop: shopRef.nullable(),
  /** The job, drain or flow it is about. */
  name: z.string().nullable(),
  count: z.int(),
  /** There are more than were counted. */
  capped: z.boolean(),
  since: z.iso.datetime(),
  /** The newest message of the trouble. */
  messageId: z.string().nullable(),
  repair: z.enum(repairs),
  href: z.string().nullable(),
  muted: z.object({ until: z.iso.datetime(), by: z.string() }).nullable(),
})
export type StuckView = z.output<typeof stuckView>

export const edgeNames = [
  'pull',
  'push',
  'intake',
  'refunds',
  'review',
  'allocation',
  'listings',
  'warehouse',
  'report',
  'stock',
  'tracking',
  'returns',
  'webhooks',
  'mails',
] as const
export const edgeView = z.object({
  edge: z.enum(edgeNames),
  /** What went over it in the window; null where a part of the company cannot be told apart. */
  passed: z.int().nullable(),
  waiting: z.int(),
  capped: z.boolean(),
  /** How long the oldest of what waits has waited. */
  lagSeconds: z.int().nullable(),
  failed: z.int(),
})
export type EdgeView = z.output<typeof edgeView>

export const pauseKinds = ['queue', 'job', 'shop'] as const
export const pauseView = z.object({
  kind: z.enum(pauseKinds),
  key: z.string(),
  name: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  reason: z.string(),
  held: z.int(),
})
export type PauseView = z.output<typeof pauseView>

export const statusView = z.object({
  at: z.iso.datetime(),
  windowMinutes: z.int(),
  workers: z.int(),
  edges: z.array(edgeView),
  stuck: z.array(stuckView),
  queues: z.array(
    z.object({
      queue: z.string(),
      waiting: z.int(),
      running: z.int(),
      held: z.int(),
      parked: z.int(),
      oldestSeconds: z.int().nullable(),
      ended: z.int(),
      tookMs: z.int().nullable(),
      /** There are more than were counted: of what waits or runs, and of what was given up. */
      openCapped: z.boolean(),
      parkedCapped: z.boolean(),
    }),
  ),
  drains: z.array(
    z.object({
      name: z.string(),
      ranAt: z.iso.datetime(),
      okAt: z.iso.datetime().nullable(),
      failures: z.int(),
      trouble: z.string().nullable(),
      tookMs: z.int(),
    }),
  ),
  pauses: z.array(pauseView),
})
export type StatusView = z.output<typeof statusView>

export const breakers = ['closed', 'open', 'stopped', 'paused'] as const
export const shopFlowView = z.object({
  shop: shopRef,
  breaker: z.enum(breakers),
  state: z.string(),
  lastPull: z.iso.datetime().nullable(),
  cursor: z.iso.datetime(),
  lagSeconds: z.int().nullable(),
  nextAt: z.iso.datetime().nullable(),
  failures: z.int(),
  trouble: z.string().nullable(),
  /** What runs beside the orders and fails at the moment; each has a breaker of its own. */
  flows: z.array(
    z.object({
      flow: z.enum(['stock', 'listings', 'refunds']),
      failures: z.int(),
      trouble: z.string().nullable(),
      nextAt: z.iso.datetime(),
    }),
  ),
  calls: z.int(),
  /**
   * The same by the marketplace's own limits, and how many each grants in as long; `default` is the one for calls without a limit
   * of their own. The one that is used up most comes first.
   */
  limits: z.array(z.object({ operation: z.string(), calls: z.int(), granted: z.int() })),
  unreported: z.int(),
  pendingPushes: z.int(),
  refusedPushes: z.int(),
  drifting: z.int(),
  deliveries: z.int(),
})
export type ShopFlowView = z.output<typeof shopFlowView>

export const messageKinds = ['pull', 'delivery', 'report', 'push', 'reject', 'webhook', 'mail', 'job'] as const
export type MessageKind = (typeof messageKinds)[number]
/** Over all kinds: what waits, what is done, what failed and is tried again or given up, what a person has put aside. */
export const messageStates = ['waiting', 'done', 'failed', 'aside'] as const

export const messageView = z.object({
  id: z.string(),
  kind: z.enum(messageKinds),
  name: z.string(),
  state: z.enum(messageStates),
  /** The word of its own kind. */
  exact: z.string(),
  shop: shopRef.nullable(),
  order: z.object({ id: z.string().nullable(), no: z.string() }).nullable(),
  /** Of a mail: whom it goes to, in a mask. */
  to: z.string().nullable(),
  at: z.iso.datetime(),
  doneAt: z.iso.datetime().nullable(),
  attempts: z.int(),
  tookMs: z.int().nullable(),
  trouble: z.string().nullable(),
  replayable: z.boolean(),
})
export type MessageView = z.output<typeof messageView>

export const messageDetail = messageView.extend({
  cause: z.enum(causes).nullable(),
  /** Ids, codes and counts; what is sealed is named by `sealed`. */
  input: z.record(z.string(), z.unknown()),
  result: z.record(z.string(), z.unknown()).nullable(),
  sealed: z.boolean(),
  killable: z.boolean(),
})
export type MessageDetail = z.output<typeof messageDetail>

export const replayView = z.object({
  dryRun: z.boolean(),
  /** More match than are taken in one go. */
  more: z.boolean(),
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(messageKinds),
      /** `would`: a rehearsal; `started`: told to the workers; `done`, `again`: tried at once, well or not; `not`: nothing to do. */
      outcome: z.enum(['would', 'started', 'done', 'again', 'not']),
      /** What came of a rejected order, and why not; of a mail why it is not sent again. */
      says: z.string().nullable(),
    }),
  ),
})
export type ReplayView = z.output<typeof replayView>

export const pathSteps = [
  'arrived',
  'rejected',
  'intake',
  'rules',
  'review',
  'allocation',
  'wave',
  'pack',
  'shipped',
  'reported',
  'tracked',
  'stopped',
  'job',
] as const
export const pathView = z.object({
  orderId: z.string(),
  number: z.string(),
  state: z.string(),
  shop: shopRef,
  /** Where it stands now and why it does not go on; null when it is through. */
  stuck: z
    .object({ step: z.enum(pathSteps), cause: z.string(), code: z.string().nullable(), since: z.iso.datetime() })
    .nullable(),
  steps: z.array(
    z.object({
      step: z.enum(pathSteps),
      at: z.iso.datetime(),
      /** The word of the step: a message's kind, a state, a carrier. */
      word: z.string(),
      detail: z.string(),
      ok: z.boolean(),
      attempts: z.int().nullable(),
      tookMs: z.int().nullable(),
      messageId: z.string().nullable(),
    }),
  ),
})
export type PathView = z.output<typeof pathView>
