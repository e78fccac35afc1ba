/** Every limit of the Hub. They keep one participant from taking the machine, or the Hub, from the others. */

const MiB = 1024 * 1024
const GiB = 1024 * MiB

/** What one session may store. The lab's exercises push some 200 MB; a class of 60 then fits on a disk of 120 GB. */
export const SESSION_QUOTA_BYTES = 2 * GiB

/** A tag or manifest also takes directories and link files, whose disk blocks count: nobody can hide in small ones. */
export const MANIFEST_OVERHEAD_BYTES = 16 * 1024

/** Distribution's own limit for a manifest; https://github.com/opencontainers/distribution-spec asks for 4 MiB. */
export const MAX_MANIFEST_BYTES = 4 * MiB

/** Answers that are changed on their way (errors, lists of tags). 10,000 tags are 1.3 MiB at most. */
export const MAX_BUFFERED_BYTES = 16 * MiB

/** Of token and AWS requests: a few form fields. */
export const MAX_FORM_BYTES = 64 * 1024

/** An engine uploads five layers at once; an instance has few. */
export const MAX_OPEN_UPLOADS = 64

/** An upload that nobody goes on with is removed after this. Engines try again within seconds. */
export const UPLOAD_IDLE_MS = 5 * 60_000

/** From its first blob to its manifest a push takes less than this; until then its blobs are not collected. */
export const PUSH_WINDOW_MS = 60 * 60_000

/** Connections of one session's network: a few instances with an engine each, and some curl. */
export const MAX_CONNECTIONS_PER_NETWORK = 256
export const MAX_CONNECTIONS = 4096

/** A client that neither reads nor writes. */
export const IDLE_CONNECTION_MS = 2 * 60_000

/** After an early answer the rest of a body is read and dropped for so long, so that the answer is not lost. */
export const LINGER_MS = 5_000

/** As long as Docker Hub's. */
export const TOKEN_SECONDS = 300
/** As long as Amazon's. */
export const ECR_TOKEN_SECONDS = 12 * 3600

/** A session that has ended frees its blobs after this; many that end together are collected together. */
export const COLLECT_DELAY_MS = 60_000

/** Most repositories or tags in one page of an answer. */
export const MAX_PAGE = 1000
