/** What of a balance may be promised, in SQL: on hand, not in a defective bin, not of a batch nobody may sell, not promised yet, in no pool. */
export const available = (balance = 'b') =>
  `(${balance}.on_hand - ${balance}.defective - ${balance}.blocked - ${balance}.reserved - ${balance}.pooled)`
