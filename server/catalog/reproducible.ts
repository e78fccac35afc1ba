/** What each digest depends on besides recipes and packages. */

/** Of Debian: the packages of all images are from here. */
export const SUITE = 'trixie'

/** The date of every file and image: the day on which Debian trixie was released. */
export const EPOCH_SECONDS = Date.UTC(2025, 7, 9) / 1000
export const CREATED = new Date(EPOCH_SECONDS * 1000).toISOString().replace('.000', '')

/** Node's zlib at this level; Node is pinned in package.json. */
export const GZIP_LEVEL = 6

/** Part of every key: a change here builds everything again. To be raised with any change of how layers are made. */
export const BUILDER_VERSION = 1
