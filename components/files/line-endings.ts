export interface EditableText {
  /** With plain line feeds, unless it is mixed. */
  text: string
  ending: '\n' | '\r\n'
  /** Carriage returns are then part of the text, so that nobody's file is tidied up unasked. */
  isMixed: boolean
}

/** An editor would make all line ends alike: this remembers what they were. */
export function readLineEndings(content: string): EditableText {
  const withoutPairs = content.replaceAll('\r\n', '')
  if (withoutPairs.length === content.length && !content.includes('\r')) {
    return { text: content, ending: '\n', isMixed: false }
  }
  if (withoutPairs.includes('\r') || withoutPairs.includes('\n')) {
    return { text: content, ending: '\n', isMixed: true }
  }
  return { text: content.replaceAll('\r\n', '\n'), ending: '\r\n', isMixed: false }
}

/** The text as it goes back into the file. */
export function withEnding(text: string, ending: EditableText['ending']): string {
  return ending === '\n' ? text : text.replaceAll('\n', '\r\n')
}
