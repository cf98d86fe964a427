// @ts-check
// The text of an SVG in; a PNG out, painted by the browser. What the SVG says of itself (title, description, sources)
// goes along as the PNG's own texts, so that a picture never travels without where it comes from.
const HEAD = 33; // bytes before a PNG's second chunk: signature and IHDR

/** Paints the picture, `scale` pixels for each of its own. @param {string} svg @param {number} scale @returns {Promise<Blob>} */
export async function paintPng(svg, scale) {
  const source = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: scale * image.naturalWidth, height: scale * image.naturalHeight });
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ done) => canvas.toBlob(done, "image/png"));
    if (!blob) throw new Error("This browser cannot paint a picture of that size.");
    const told = Object.entries(texts(svg)).map(([key, text]) => chunk("iTXt", `${key}\0\0\0\0\0${text}`));
    return new Blob([blob.slice(0, HEAD), ...told, blob.slice(HEAD)], { type: "image/png" });
  } finally {
    URL.revokeObjectURL(source);
  }
}

function texts(/** @type {string} */ svg) {
  const root = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  const said = (/** @type {string} */ tag) => [...root.children].filter((part) => part.localName === tag).map((part) => part.textContent).join("");
  return { Title: said("title"), Description: `${said("desc")}\n\n${said("metadata")}` };
}

/** One of a PNG's chunks. @param {string} kind @param {string} text */
export function chunk(kind, text) {
  const body = new TextEncoder().encode(kind + text);
  const bytes = new Uint8Array(body.length + 8), view = new DataView(bytes.buffer);
  view.setUint32(0, body.length - 4);
  bytes.set(body, 4);
  view.setUint32(body.length + 4, crc(body));
  return bytes;
}

/** The checksum that ends a chunk. @param {Uint8Array} bytes */
export function crc(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
