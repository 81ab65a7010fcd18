/** What of a balance may be promised, in SQL: on hand, not in a defective bin, not promised yet. */
export const available = (balance = 'b') => `(${balance}.on_hand - ${balance}.defective - ${balance}.reserved)`
