export type FileLanguage = 'dockerfile' | 'json' | 'yaml' | 'shell' | 'nginx' | 'toml' | 'plain'

const PATTERNS: readonly [RegExp, FileLanguage][] = [
  [/^(Dockerfile|Containerfile)(\.|$)|\.dockerfile$/i, 'dockerfile'],
  [/\.json$/i, 'json'],
  [/\.ya?ml$/i, 'yaml'],
  [/\.(sh|bash|env)$|^\.(bashrc|profile|env)$/i, 'shell'],
  [/nginx.*\.conf$|^default\.conf$/i, 'nginx'],
  [/\.toml$/i, 'toml'],
]

/** By the file's name; what is not known is plain text. */
export function languageOf(path: string): FileLanguage {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return PATTERNS.find(([pattern]) => pattern.test(name))?.[1] ?? 'plain'
}
