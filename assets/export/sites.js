// @ts-check
// The sites that may show the page in a frame. No page.

/** The origin of an address; "" where it has none. @param {string} address */
export function originOf(address) {
  try {
    const { origin } = new URL(address);
    return origin === "null" ? "" : origin;
  } catch {
    return "";
  }
}

/** Whether an origin is one of some sites; "https://*.example" is every name below that one.
 *  @param {string} origin @param {string[]} sites */
export function isOneOf(origin, sites) {
  return sites.some((site) => {
    const [scheme, names] = site.split("//*.");
    if (names === undefined) return originOf(site) === origin;
    const below = originOf(`${scheme}//x.${names}`).replace("//x.", "//"); // its port written as an origin's is
    return origin.startsWith(`${scheme}//`) && origin.endsWith(`.${below.slice(scheme.length + 2)}`);
  });
}
