import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** The page's own colours, by their variables: so the editor turns light and dark with the page. */
const look = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--term-background)', color: 'var(--code-foreground)' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', fontSize: '0.8125rem', lineHeight: '1.5' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-content': { caretColor: 'var(--term-cursor)' },
  '.cm-cursor': { borderLeftColor: 'var(--term-cursor)' },
  '.cm-gutters': {
    backgroundColor: 'var(--term-background)',
    color: 'var(--ink-muted)',
    borderRight: '1px solid var(--line)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '.cm-activeLineGutter': { color: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--term-selection)',
  },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--accent-soft)',
    outline: '1px solid var(--line-strong)',
  },
  '.cm-panels': { backgroundColor: 'var(--surface)', color: 'var(--ink)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--line)',
    color: 'var(--ink)',
  },
})

const colours = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--code-token-comment)' },
  { tag: [tags.keyword, tags.operatorKeyword, tags.definitionKeyword], color: 'var(--code-token-keyword)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-token-string)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--code-token-constant)' },
  {
    tag: [tags.propertyName, tags.definition(tags.propertyName), tags.function(tags.variableName)],
    color: 'var(--code-token-function)',
  },
  { tag: [tags.variableName, tags.attributeName], color: 'var(--code-token-parameter)' },
  { tag: [tags.punctuation, tags.separator, tags.bracket], color: 'var(--code-token-punctuation)' },
  { tag: tags.link, color: 'var(--code-token-link)' },
])

export const editorTheme: Extension = [look, syntaxHighlighting(colours)]
