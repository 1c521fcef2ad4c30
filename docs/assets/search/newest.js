/** Work whose outcome is shown only while nothing newer has been asked for. */

// What takes no longer needs no word.
const LATE_MS = 400;

/**
 * A function that does `work` with its arguments and hands the outcome to `show`, or the fault to `fail`; `wait` is told
 * that it takes a while.
 */
export function newest(work, show, fail, wait = () => {}) {
  let latest = 0;
  return async (...asked) => {
    latest += 1;
    const mine = latest;
    const late = setTimeout(() => mine === latest && wait(), LATE_MS);
    try {
      const outcome = await work(...asked);
      if (mine === latest) show(outcome, ...asked);
    } catch (error) {
      console.error(error);
      if (mine === latest) fail(error);
    }
    clearTimeout(late);
  };
}

/** A function that calls `act` once it has not been called for `pause` milliseconds. */
export function afterPause(act, pause) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(act, pause, ...values);
  };
}
