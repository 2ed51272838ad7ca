// When the page asks by itself: never while nobody can see it.

/** Something to do at a time that can be changed. Due while the tab is hidden, it is done when the tab is shown again. */
export function schedule(action) {
  let due = Infinity;
  let isEager = false;
  let timer;

  const look = isTime => {
    if (!isTime) {
      return;
    }

    if (document.hidden) {
      due = 0;
    } else {
      at(Infinity);
      action();
    }
  };

  /** Sets the time; what is eager is not waited for when there is a sign that it might go well now. */
  const at = (time, eager = false) => {
    due = time;
    isEager = eager;
    clearTimeout(timer);
    if (time < Infinity) {
      timer = setTimeout(look, Math.max(0, time - Date.now()), true);
    }
  };

  const early = () => look(isEager || Date.now() >= due);
  document.addEventListener("visibilitychange", () => !document.hidden && early());
  addEventListener("pageshow", event => event.persisted && early());
  return {
    at,
    early,
    get due() {
      return due;
    },
  };
}
