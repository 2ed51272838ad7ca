// What the page does by itself once scripts run; it is complete without them. It may start before all of the page has arrived.
import { ask, settle, showAsking } from "./refresh.js";
import { arrived, followAges, localTimes, showAges } from "./age.js";
import { hideOutage, showOutage } from "./outage.js";
import { schedule } from "./schedule.js";
import { tellHeight } from "./frame.js";

const longestPause = 30_000;
const longestDeadline = 30;
const grace = 5_000;

const whole = new Promise(resolve => {
  const look = () => document.readyState !== "loading" && resolve();
  document.addEventListener("readystatechange", look);
  look();
});

// Nothing tells that the connection broke in the middle of the page: it would be loading for ever. Once its time is over, it is ended.
setTimeout(
  () => document.readyState === "loading" && window.stop(),
  1000 * (document.querySelector(".board")?.dataset.deadline ?? longestDeadline) + grace);

let board = null;
let running = null;
let interval = null;
let lastEnd = 0;
let failures = 0;
const next = schedule(() => run(false));

// What comes while the page loads is as old as that, whenever the rest of it comes.
const arriving = new MutationObserver(changes => changes.flatMap(change => [...change.addedNodes]).filter(node => node.slot).forEach(arrived));
arriving.observe(document, { childList: true, subtree: true });

// On the document, so that a click counts however little of the page there is.
document.addEventListener("click", event => {
  const link = event.target.closest("a[data-action=refresh], a[data-every]");
  if (link && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    if (link.dataset.every) {
      choose(link);
    } else {
      run(true);
    }
  }
});

// A page that is left keeps no stream; a browser that brings it back as it was finds that it is time to ask.
addEventListener("pagehide", () => running?.abort());
addEventListener("online", () => next.early());

if (parent !== window) {
  tellHeight();
}

await whole;
board = document.querySelector(".board");
if (board) {
  start();
} else {
  followAges(document);
}

function start() {
  interval ??= Number(board.dataset.refresh) * 1000;
  lastEnd = Date.now();
  localTimes(document);
  arriving.disconnect();
  board.querySelectorAll("[slot]").forEach(arrived);
  setInterval(() => showAges(board, next.due), 1000);
  if (board.querySelector("[slot=closing]")) {
    settle(board);
  } else {
    // The server went away in the middle of the page.
    failures = 1;
    showOutage(board);
  }

  if (interval) {
    say(`Auto refresh every ${document.querySelector("[data-every][aria-current]").textContent}.`);
  }

  plan();
  showAges(board, next.due);
}

async function run(isManual) {
  if (running) {
    return;
  }

  running = new AbortController();
  next.at(Infinity);
  showAsking(true);
  await whole;
  const isOver = await ask(board, running.signal, isManual || failures > 0);
  const isLeft = running.signal.aborted;
  running = null;
  lastEnd = Date.now();
  showAsking(false);
  if (isOver) {
    failures = 0;
    hideOutage();
  } else if (!isLeft) {
    failures++;
    showOutage(board);
  }

  if (isLeft) {
    next.at(lastEnd);
  } else {
    plan();
  }

  showAges(board, next.due);
}

/** When to ask next: soon while the server is away, and then the less often the longer. */
function plan() {
  if (failures) {
    // Not all pages at the same moment, which a server that has just come back would not bear.
    next.at(lastEnd + Math.min(longestPause, 1000 * 2 ** (failures - 1)) * (0.5 + Math.random()), true);
  } else {
    next.at(interval ? lastEnd + interval : Infinity);
  }
}

/** Takes over the time between two refreshes that a link stands for; none is zero. */
function choose(link) {
  interval = Number(link.dataset.every) * 1000;
  history.replaceState(null, "", link.href);
  const kept = document.querySelector("input[name=refresh]");
  if (kept) {
    kept.value = interval / 1000 || "off";
    kept.disabled = false;
  }

  for (const other of document.querySelectorAll("a[data-every]")) {
    other.removeAttribute("aria-current");
  }

  const stop = document.querySelector("a[data-every='0']");
  stop.hidden = !interval;
  if (interval) {
    link.setAttribute("aria-current", "true");
    say(`Auto refresh every ${link.textContent}.`);
  } else {
    next.at(Infinity);
    say("Auto refresh stopped.");
    document.querySelector("a[data-action=refresh]").focus();
  }

  if (board && !running && !failures) {
    plan();
  }
}

function say(text) {
  document.querySelector("[data-said]").textContent = text;
}
