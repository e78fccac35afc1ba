/**
 * Changes the page's address without a navigation.
 *
 * Not through `window.history.replaceState`: Next puts a function of its own there, which discards a navigation in
 * progress (`dispatchAction` in its app-router-instance.js), so that a link clicked just before would lead nowhere.
 */
export function replaceAddress(url: URL | string): void {
  History.prototype.replaceState.call(window.history, window.history.state, '', url)
}
