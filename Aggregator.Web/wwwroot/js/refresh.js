// One refresh: the events of a run, each piece of the page put into its place as it comes.
import { arrived, localTimes } from "./age.js";
import { closingLine, put } from "./place.js";

/** The server is heard every five seconds at least. */
const longestSilence = 15_000;

/** How a stream may end. */
const ends = { over: "over", refused: "refused", broken: "broken" };

/** Asks the server for a run; answers whether the run came to its end. */
export async function ask(board, signal, isToBeRead) {
  board.setAttribute("aria-busy", "true");
  board.querySelectorAll("[slot]").forEach(element => element.classList.add("is-old"));
  const end = await listen(board.dataset.events, signal, html => show(board, html, isToBeRead));
  board.removeAttribute("aria-busy");
  if (end === ends.over) {
    settle(board);
    if (board.querySelector(".is-old, [data-homeless]") || board.querySelector("[slot=summary]").dataset.revision !== board.dataset.revision) {
      // The board is another one now: the page has the frame and the places of what it was.
      location.reload();
    }
  } else if (end === ends.refused && await isGone(board.dataset.events)) {
    // The board is gone, or not for this viewer any more, or what was chosen of it cannot be chosen any more: the page itself says more than "no answer".
    location.reload();
  }

  return end === ends.over;
}

/** Whether the server says that there is nothing here for this viewer. A stream that claims to be over already is not run again, so asking costs nothing. */
async function isGone(url) {
  try {
    const answer = await fetch(url, { headers: { "Last-Event-ID": "end" }, redirect: "manual" });
    return answer.type === "opaqueredirect" || [400, 401, 403, 404].includes(answer.status);
  } catch {
    return false;
  }
}

/** Makes title and icon say what the summary says. */
export function settle(board) {
  const { title, icon } = board.querySelector("[slot=summary]").dataset;
  document.title = title;
  for (const link of document.querySelectorAll("link[rel=icon]")) {
    link.href = board.dataset.base + icon;
  }
}

/** Says on the control itself that a run is under way. */
export function showAsking(isAsking) {
  const link = document.querySelector("a[data-action=refresh]");
  link.setAttribute("aria-disabled", isAsking);
  link.textContent = isAsking ? link.dataset.asking : link.dataset.ask;
}

/** Reads the events to their end. A browser connects again by itself, at once and for ever; when to do so is decided elsewhere. */
function listen(url, signal, onHtml) {
  return new Promise(resolve => {
    const stream = new EventSource(url);
    let watchdog;
    const end = how => {
      clearTimeout(watchdog);
      stream.close();
      resolve(how);
    };
    const heard = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(end, longestSilence, ends.broken);
    };

    heard();
    stream.addEventListener("start", heard);
    stream.addEventListener("heartbeat", heard);
    stream.addEventListener("source", event => {
      heard();
      onHtml(JSON.parse(event.data));
    });
    stream.addEventListener("result", event => {
      onHtml(JSON.parse(event.data));
      end(ends.over);
    });
    stream.addEventListener("stopping", () => end(ends.broken));

    // After an answer that is no stream the browser has given up; after anything else it would connect again.
    stream.addEventListener("error", () => end(stream.readyState === EventSource.CLOSED ? ends.refused : ends.broken));
    signal.addEventListener("abort", () => end(ends.broken));
  });
}

function show(board, html, isToBeRead) {
  // A template's content does nothing: no script in it runs, then or later.
  const template = document.createElement("template");
  template.innerHTML = html;
  const summary = template.content.querySelector("[slot=summary]");
  if (summary) {
    const isNews = summary.dataset.title !== board.querySelector("[slot=summary]")?.dataset.title;
    closingLine(board).setAttribute("aria-live", isToBeRead || isNews ? "polite" : "off");
  }

  for (const fresh of [...template.content.children]) {
    localTimes(fresh);
    put(board, fresh);
    arrived(fresh);
  }
}
