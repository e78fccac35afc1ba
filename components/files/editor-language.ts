import { StreamLanguage, type LanguageSupport, type StreamParser } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { languageOf } from './language-of.ts'

/** Each language is loaded when the first file of its kind is opened. */
export async function loadLanguage(path: string): Promise<Extension> {
  switch (languageOf(path)) {
    case 'json':
      return (await import('@codemirror/lang-json')).json()
    case 'yaml':
      return (await import('@codemirror/lang-yaml')).yaml()
    case 'dockerfile':
      return legacy((await import('@codemirror/legacy-modes/mode/dockerfile')).dockerFile)
    case 'shell':
      return legacy((await import('@codemirror/legacy-modes/mode/shell')).shell)
    case 'nginx':
      return legacy((await import('@codemirror/legacy-modes/mode/nginx')).nginx)
    case 'toml':
      return legacy((await import('@codemirror/legacy-modes/mode/toml')).toml)
    case 'plain':
      return []
  }
}

function legacy<State>(mode: StreamParser<State>): LanguageSupport | Extension {
  return StreamLanguage.define(mode)
}
