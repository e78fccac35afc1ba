import remarkDirective from 'remark-directive'
import type { Processor } from 'unified'

/**
 * Directives as blocks only (`::name`, `:::name`). The inline form would take the `:latest` out of an image name in
 * running text.
 */
export function blockDirectives(this: Processor): void {
  remarkDirective.call(this)
  const extension = this.data().micromarkExtensions?.at(-1)
  if (extension) delete extension.text
}
