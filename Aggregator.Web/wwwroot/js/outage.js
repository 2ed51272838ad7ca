// What the page says while the server does not answer. The words and looks are the server's own, in templates (PageControls).

/** Says that the values are old, each with its age, and since when. */
export function showOutage(board) {
  for (const place of board.querySelectorAll(".is-old:is([slot=summary], [slot^=source-])")) {
    // What went wrong then is still what is known; what went well then may be so no more.
    place.querySelector(".look:not(.look-error, .look-off, .look-stale)")?.replaceWith(copy("stale"));
  }

  const { title } = board.querySelector("[slot=summary]")?.dataset ?? {};
  if (title) {
    document.title = `◷${title.slice(1)}`;
  }

  const notice = document.querySelector("[data-notice]");
  if (notice.children.length === 0) {
    const since = board.querySelector("[slot=closing] time");
    const outage = copy(since ? "outage" : "outage-at-first");
    outage.querySelector("[data-since]")?.append(since.cloneNode(true));
    notice.append(outage);
  }
}

/** Says no more that the server does not answer. */
export function hideOutage() {
  document.querySelector("[data-notice]").replaceChildren();
}

function copy(name) {
  return document.querySelector(`template[data-name="${name}"]`).content.cloneNode(true);
}
