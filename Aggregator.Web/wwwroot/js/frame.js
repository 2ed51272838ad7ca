// Tells a page that frames this one how high it is, so that it can give it the room.

/** Posts the height to the pages that may frame this one, now and whenever it changes. */
export function tellHeight() {
  let last = 0;
  const tell = () => {
    const allowed = document.querySelector(".board")?.dataset.ancestors;
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (allowed === undefined || height === last) {
      return;
    }

    last = height;
    for (const origin of targets([location.origin, ...allowed.split(" ").filter(Boolean)], framedBy())) {
      parent.postMessage({ type: "aggregator:height", height }, origin);
    }
  };

  new ResizeObserver(tell).observe(document.documentElement);

  // Once more when all is there: the page around this one may not have listened at first.
  addEventListener("load", () => {
    last = 0;
    tell();
  });
}

/** The origins to post to: the one of the page around if it is allowed; every exact one if that is not known. */
export function targets(allowed, framing) {
  return framing ? allowed.some(origin => matches(origin, framing)) ? [framing] : [] : allowed.filter(origin => !origin.includes("*"));
}

function matches(allowed, origin) {
  if (!URL.canParse(origin)) {
    // A sandboxed page's origin is "null".
    return false;
  }

  const { protocol, hostname, port } = new URL(allowed.replace("*.", ""));
  const there = new URL(origin);
  return there.protocol === protocol && there.port === port
    && (allowed.includes("*") ? there.hostname.endsWith(`.${hostname}`) : there.hostname === hostname);
}

/** The origin of the page around this one; null where the browser does not tell. */
function framedBy() {
  const origin = location.ancestorOrigins?.[0];
  return origin ?? (document.referrer ? new URL(document.referrer).origin : null);
}
