import type { ActionResult } from './action-result'

/**
 * What an action answers, also when nobody answered: a refusal like any other, with what was typed still there. Thrown on, the
 * loss of a connection would put the page of failures in the place of the form. Anything else that is thrown is not the network's.
 */
export async function answered<T>(asked: Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await asked
  } catch (e) {
    // Browsers throw this where fetch finds nobody.
    if (!(e instanceof TypeError)) throw e
    return { ok: false, refusal: { code: 'unavailable', params: {} } }
  }
}
