/** What is written down of a mail that was rightly not sent: its link was used, withdrawn or too old, or what it tells of was never committed. */
export const notNeeded = 'not_open'

/** Columns and tests of `mails m`: what failed is what was given up or failed at its last attempt, and that nobody tries just now. */
export const mailStates = {
  waiting: `m.sent_at is null and m.failed_at is null and (m.error is null or m.error = '${notNeeded}' or m.taken_at is not null)`,
  done: 'm.sent_at is not null',
  failed: `m.sent_at is null and m.error <> '${notNeeded}' and (m.failed_at is not null or (m.error is not null and m.taken_at is null))`,
  aside: `m.failed_at is not null and m.error = '${notNeeded}'`,
} as const
