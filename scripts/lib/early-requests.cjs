// Loaded by `--require` before Next, which listens before it has called instrumentation.ts: who asks in between is held by Next
// until then, but Node has told of the request already. Kept here, so that register() hears of those as well.
const { subscribe, unsubscribe } = require('node:diagnostics_channel')

const begun = 'http.server.request.start'
/** @type {unknown[]} */
const early = []
/** @param {unknown} message */
const keep = (message) => early.push(message)

subscribe(begun, keep)

Object.assign(globalThis, {
  /** What has come until now; from here on somebody else listens. */
  [Symbol.for('caravan.early-requests')]: () => {
    unsubscribe(begun, keep)
    return early.splice(0)
  },
})
