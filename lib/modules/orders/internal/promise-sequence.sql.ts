/** Whose turn it is when goods are handed out: urgent orders `o` first, then the oldest promise. */
export const promiseSequence = 'o.urgent desc, o.promised_ship_at, o.paid_at, o.id'
