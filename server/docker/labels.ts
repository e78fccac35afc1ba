/** The only place that spells out labels. Everything that Drydock makes on an Engine carries `role`. */
export const LABEL = {
  /** `instance`, `network`, `volume`, or a fixed role of set-up: `engine`, `hub`. */
  role: 'drydock.role',
  session: 'drydock.session',
  /** node1, node2, … */
  name: 'drydock.name',
  /** Milliseconds since the epoch after which anyone may remove it. */
  expiresAt: 'drydock.expires-at',
  /** Id of the data directory whose broker made it. */
  owner: 'drydock.owner',
  /** Key of what set-up has made an image or one of its containers from. */
  recipe: 'drydock.recipe',
} as const
