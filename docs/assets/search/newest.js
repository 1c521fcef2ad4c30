/** Work whose outcome is shown only while nothing newer has been asked for. */

/** A function that does `work` with its arguments and hands the outcome to `show`, or the fault to `fail`. */
export function newest(work, show, fail) {
  let latest = 0;
  return async (...asked) => {
    latest += 1;
    const mine = latest;
    try {
      const outcome = await work(...asked);
      if (mine === latest) show(outcome, ...asked);
    } catch (error) {
      console.error(error);
      if (mine === latest) fail();
    }
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
