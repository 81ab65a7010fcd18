/** Outside the working area's frame the same screen stands alone. */
export { default } from './(erp)/forbidden'
