/** Runs tasks one after the other, in the order of their calls; one that fails does not stop the next. */
export class AsyncLock {
  #last: Promise<unknown> = Promise.resolve()

  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task, task)
    // The caller gets the rejection; the chain only needs to know that the task has ended.
    this.#last = result.catch(() => undefined)
    return result
  }
}
