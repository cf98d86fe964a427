// Takes a picture home: the server draws the slide as SVG for the view in the address; a PNG is painted from it here.
(function (explorer) {
  "use strict";
  const WIDTH = 3840, HEIGHT = 2160;

  function address(link) {
    const query = new URLSearchParams(location.search);
    query.set("theme", explorer.theme());
    return `/picture/${link.dataset.view}.svg?${query}`;
  }

  function fileName(link) {
    const focus = new URLSearchParams(location.search).get("sel");
    return [explorer.data.id, link.dataset.view, explorer.data.records[focus] ? focus : "", explorer.data.as_of]
      .filter(Boolean).join("-") + "." + link.dataset.form;
  }

  async function png(link, say) {
    say("Drawing the picture …");
    const answer = await fetch(address(link));
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    const source = URL.createObjectURL(new Blob([await answer.text()], { type: "image/svg+xml" }));
    try {
      const picture = new Image();
      picture.src = source;
      await picture.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: WIDTH, height: HEIGHT });
      canvas.getContext("2d").drawImage(picture, 0, 0, WIDTH, HEIGHT);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
      if (!blob) throw new Error("this browser could not write a PNG of that size");
      save(URL.createObjectURL(blob), fileName(link));
      say(`Saved ${fileName(link)}.`);
    } finally {
      URL.revokeObjectURL(source);
    }
  }

  function save(href, download) {
    const link = Object.assign(document.createElement("a"), { href, download });
    link.click();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.take");
    if (!link) return;
    const said = link.closest(".menu").querySelector(".progress");
    const say = (text) => { said.textContent = text; };
    link.href = address(link);
    link.download = fileName(link);
    if (link.dataset.form === "png") {
      event.preventDefault();
      png(link, say).catch((error) => say(`The picture could not be made: ${error.message}. The SVG may still work.`));
    } else say(`Saved ${fileName(link)}.`);
  });
})(window.explorer);
