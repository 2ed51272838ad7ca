// How old what is shown is, and what a time is in the viewer's own zone.
import { closingLine } from "./place.js";

const arrivals = new WeakMap();
const minute = 60_000;

/** Notes that a piece of the page is new; what was noted before stays as old as it is. */
export function arrived(element) {
  if (!arrivals.has(element)) {
    arrivals.set(element, Date.now());
  }
}

/** Brings the ages on the page up to date, and how long it is until the server is asked again. */
export function showAges(board, due) {
  for (const age of board.querySelectorAll("[data-age]")) {
    showAge(board, age);
  }

  const pause = document.querySelector("[data-pause]");
  if (pause) {
    const left = Math.ceil((due - Date.now()) / 1000);
    show(pause, due === Infinity ? "refresh to try again" : left > 0 ? `trying again in ${left} s` : "trying again now");
  }
}

/** Keeps the ages of a list of boards up to date, from what the server has said on. */
export function followAges(root) {
  const start = Date.now();
  setInterval(() => {
    for (const age of root.querySelectorAll("[data-aged]")) {
      show(age, `${text(age.dataset.aged * 1000 + Math.max(0, Date.now() - start))} ago`);
    }
  }, 1000);
}

/** Adds the viewer's local time to the times in there, where it is another one. */
export function localTimes(root) {
  for (const time of root.querySelectorAll("time")) {
    const date = new Date(time.dateTime);
    if (date.getTimezoneOffset() !== 0) {
      time.append(` (${date.toTimeString().slice(0, 8)} local time)`);
    }
  }
}

function showAge(board, age) {
  const place = age.closest("[slot]");
  const passed = Math.max(0, Date.now() - arrivals.get(place));
  if (place.slot !== "closing") {
    show(age, `, ${text(passed)} old`);
  } else if (passed >= minute) {
    // Time that passes is no news to be read out.
    closingLine(board).setAttribute("aria-live", "off");
    show(age, `, ${text(passed)} ago`);
  }
}

/** Seconds by tens once there are ten, then minutes, hours and days: what changes all the time draws the eye for nothing. */
function text(milliseconds) {
  const seconds = Math.floor(milliseconds / 1000);
  return seconds < 10 ? `${seconds} s`
    : seconds < 60 ? `${seconds - (seconds % 10)} s`
    : seconds < 3600 ? `${Math.floor(seconds / 60)} min`
    : seconds < 86_400 ? `${Math.floor(seconds / 3600)} h`
    : `${Math.floor(seconds / 86_400)} d`;
}

function show(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
