// Buttons that copy the text of the element named in data-copy. Without scripts they stay hidden, and people select the text themselves.
async function copy(element) {
  try {
    // Only there on https and localhost.
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(element);
    return document.execCommand("copy");
  }
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  const status = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    // Emptied first, so that a second copy is announced as well.
    status.textContent = "";
    const isCopied = await copy(document.getElementById(button.dataset.copy));
    status.textContent = isCopied ? "Copied" : "Not copied: press Ctrl+C";
  });
}
