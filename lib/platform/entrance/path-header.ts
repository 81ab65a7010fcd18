/** Where instrumentation.ts writes down the address asked for: a server component does not know its own. */
export const pathHeader = 'x-caravan-path'
