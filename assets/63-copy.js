// Copies: the picture, the link, and how to cite the view or one record. What a citation says is written by the server.
(function (explorer) {
  "use strict";
  const status = document.querySelector("#export-dialog .take-said");

  /** Says it where the reader looks: in the dialog while it is open, which hides the page from a screen reader. */
  function say(text) {
    if (status.closest("dialog").open) status.textContent = text;
    else explorer.say(text);
  }

  /** Text that may still be on its way; some browsers allow only what was begun in the click itself. */
  async function copyText(coming) {
    try {
      const blob = Promise.resolve(coming).then((text) => new Blob([text], { type: "text/plain" }));
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    } catch {
      await navigator.clipboard.writeText(await coming);
    }
  }

  /** Where nobody told the server its own address it cites a place below the page's, whose whole address we know. */
  async function citation(record) {
    const text = await explorer.fetched(`cite?${explorer.query({ record })}`, { as: "text" });
    return text.replace(/ (\.\/\S*)$/, (_, place) => ` ${new URL(place, document.baseURI).href}`);
  }

  const COPIES = {
    link: () => copyText(explorer.link()).then(() => "Link copied."),
    citation: () => copyText(citation()).then(() => "Citation copied."),
    async picture() {
      say("Painting the picture …");
      await navigator.clipboard.write([new ClipboardItem({ "image/png": explorer.takePicture(2) })]);
      return "Picture copied.";
    },
  };

  const INSTEAD = {
    link: "This browser does not let a page copy; the link stands in the address bar.",
    citation: "This browser does not let a page copy; the citation stands on “About the data”.",
    picture: "This browser does not let a page copy pictures; download the PNG instead.",
  };

  /** Why nothing was copied: the server where it is to blame, else the browser. */
  const reason = (error, browser) => (["Away", "Changed"].includes(error.name) ? error.message : browser);

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { copy, cite } = button.dataset;
    if (copy) say(await COPIES[copy]().catch((error) => reason(error, INSTEAD[copy])));
    if (cite) tell(button, await copyText(citation(cite)).then(() => "Citation copied", (error) => reason(error, "It could not be copied")));
  });

  /** Says on the button itself, and aloud, how it went. */
  function tell(button, text) {
    explorer.say(text.endsWith(".") ? text : `${text}.`);
    button.textContent = text;
    setTimeout(() => { button.textContent = "Cite"; }, 2500);
  }
})(window.explorer);
