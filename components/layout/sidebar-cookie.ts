/** Whether the reader keeps the navigation shut; read by the layout so that the first paint is already right. */
export const SIDEBAR_COOKIE = 'caravan-sidebar'
export const SIDEBAR_SHUT = 'shut'
