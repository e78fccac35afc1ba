/**
 * Limits that both sides of the wire obey. Operators' limits (instances, time to live, memory) are in
 * `server/config.ts`; these are properties of the protocol itself.
 */

/** Largest frame that a browser may send: a paste or a run block. Larger pastes are cut into several frames. */
export const MAX_CLIENT_FRAME_BYTES = 64 * 1024

/** Largest control message: the longest value of a variable fits twice. Longer ones are not even parsed. */
export const MAX_CLIENT_MESSAGE_BYTES = 4 * 1024

/** Terminal sizes outside these bounds are clamped: a PTY of 0 columns hangs readline, a huge one eats memory. */
export const TERMINAL_COLS = { min: 20, max: 500 } as const
export const TERMINAL_ROWS = { min: 5, max: 200 } as const

/** What a terminal keeps for replay. About 20,000 lines of build output; bounds the broker's memory. */
export const SCROLLBACK_BYTES = 2 * 1024 * 1024

/** The browser reports parsed output in portions of this size. */
export const ACK_BYTES = 32 * 1024
/**
 * Output on the wire that the browser has not parsed: reading from the shell pauses at `high`, resumes at `low`. All of
 * it is drawn before the effect of a Ctrl-C is, so it is little.
 */
export const FLOW_LOW_BYTES = 64 * 1024
export const FLOW_HIGH_BYTES = 128 * 1024

/** The broker reports input that has arrived in portions of this size; until then the browser keeps it. */
export const INPUT_ACK_BYTES = 4 * 1024

/** Waiting in the broker for one tab that does not read: more than every gate together lets through is abuse. */
export const MAX_SOCKET_BACKLOG_BYTES = 8 * 1024 * 1024

/** Typed or pasted, and not yet taken by the program in the foreground: the tab is not read until it has. */
export const MAX_INPUT_BACKLOG_BYTES = 1024 * 1024

/** Output a second that is read from a shell that nobody watches: `yes` in a closed tab must cost little. */
export const UNATTENDED_BYTES_PER_SECOND = 1024 * 1024

/** Of one instance: more than fit on a screen, few enough for its memory. The holder in the instance has the same. */
export const MAX_TERMINALS = 8
/** Characters of a terminal's name: what a tab can show. */
export const MAX_TERMINAL_NAME = 30

/** Most terminals that one browser tab may have open at once: all of eight instances. */
export const MAX_CHANNELS = 64

/**
 * Each side says something this often, and a socket that is silent for `SOCKET_TIMEOUT_MS` is closed by either. The
 * broker does not wait for the page's own `ping`: browsers hold back the timers of hidden tabs.
 */
export const PING_INTERVAL_MS = 15_000
export const SOCKET_TIMEOUT_MS = 45_000

/** A value of a variable of a chapter: a digest has 71 characters, a full image name can have about 200. */
export const MAX_VARIABLE_CHARACTERS = 255

/** Of a file that is uploaded or downloaded: an archive with an image's layers fits, a disk is not filled by one. */
export const MAX_FILE_BYTES = 100 * 1024 * 1024
/** Of a file in the editor: larger ones are not configuration, and slow in a browser. */
export const MAX_TEXT_BYTES = 1024 * 1024
/** PATH_MAX and NAME_MAX of Linux. */
export const MAX_PATH_BYTES = 4095
export const MAX_FILE_NAME_BYTES = 255
/** A request that waits for a change of a file is answered after this at the latest: proxies cut silence. */
export const MAX_FILE_WAIT_SECONDS = 25

/** Characters of a name or a reason in the timeline: an image's name with its digest fits. */
export const MAX_EVENT_TEXT = 300
/** Of one session, the newest: hours of work with Docker; a page shows them all at once. */
export const MAX_TIMELINE_ENTRIES = 500

/** Who has joined a workshop may begin that long before the start, and sessions are prepared then. */
export const LEAD_MS = 15 * 60_000
