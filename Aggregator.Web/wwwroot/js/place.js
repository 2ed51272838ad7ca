// Puts a piece of the page into its place, so that whoever reads there can go on reading.

/** Replaces the element of the same slot. */
export function put(board, fresh) {
  const old = board.querySelector(`[slot="${CSS.escape(fresh.slot)}"]`);
  if (!old) {
    // The page broke off before this came, or it has no place for it.
    fresh.toggleAttribute("data-homeless", !board.shadowRoot?.querySelector(`slot[name="${CSS.escape(fresh.slot)}"]`));
    board.append(fresh);
    return;
  }

  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const opened = [...old.querySelectorAll("details[open]")];
  const scrolled = withAll(old).filter(element => element.scrollTop || element.scrollLeft).map(element => [element, element.scrollTop, element.scrollLeft]);

  old.replaceWith(fresh);

  for (const details of opened) {
    counterpart(old, details, fresh)?.setAttribute("open", "");
  }

  for (const [element, top, left] of scrolled) {
    counterpart(old, element, fresh)?.scrollTo({ top, left, behavior: "instant" });
  }

  if (focused) {
    focus(counterpart(old, focused, fresh) ?? fresh, fresh);
  }
}

/** The line that assistive technology reads out when it changes. */
export function closingLine(board) {
  return (board.shadowRoot ?? board).querySelector("[part~=closing]");
}

function focus(element, fresh) {
  if (element === fresh && !fresh.hasAttribute("tabindex")) {
    fresh.tabIndex = -1;
  }

  element.focus({ preventScroll: true });
}

/** The element of the same kind at the same position. */
function counterpart(old, element, fresh) {
  const same = root => withAll(root).filter(other => other.localName === element.localName);
  return same(fresh)[same(old).indexOf(element)];
}

function withAll(root) {
  return [root, ...root.querySelectorAll("*")];
}
