/** Loaded before Next: when the broker is gone, also by a crash, its end of the channel closes, and so do we. */
process.once('disconnect', () => process.exit())
